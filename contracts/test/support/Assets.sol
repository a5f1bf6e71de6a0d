// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What a registry answers besides creation.
interface IRegistryAdmin {
    function initialize(address previous) external;
    function initialized() external view returns (bool);
    function previous() external view returns (address);
    function master() external view returns (address);
    function owner() external view returns (address);
    function transferOwnership(address newOwner) external;
    function renounceOwnership() external;
    function baseURI() external view returns (string memory);
    function setBaseURI(string calldata uri) external;
    function setName(address ens, string calldata name) external;
    function proxyCode() external view returns (bytes memory);
    function proxyCodeHash() external view returns (bytes32);
    function tokenURI(uint256 tokenId) external view returns (string memory);
}

/// @title What an entry answers besides its fields.
interface IEntry {
    function initialize(string calldata description) external;
    function registry() external view returns (address);
    function setName(address ens, string calldata name) external;
    function changePolicy(uint256 stake, uint256 reward) external;
}
