// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRegistry, IRegistryEntry} from "../interfaces/Registries.sol";

/// @title What all assets on chain share. Who owns the token that a registry gave an entry owns the entry.
/// @dev This is the code that clones run (`Fields.sol`); an entry's fields are part of its own code and never change.
abstract contract RegistryEntry is IRegistryEntry {
    /// @notice The registry that made the entry.
    IRegistry public immutable registry;

    modifier onlyOwner() {
        require(msg.sender == owner(), "caller is not the owner");
        _;
    }

    /// @dev Registries deploy the code their entries run.
    constructor() {
        registry = IRegistry(msg.sender);
    }

    /// @notice The owner.
    function owner() public view returns (address) {
        return registry.ownerOf(uint160(address(this)));
    }

    /// @notice Always reverts: there are no ENS names on this chain.
    /// @dev Virtual, or the compiler would insist on a view, which clients do not send.
    /// @custom:errors "caller is not the owner", "Operation not supported on this chain"
    function setName(address, string calldata) external virtual onlyOwner {
        revert("Operation not supported on this chain");
    }
}
