// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EIP712Domain} from "../types/Orders.sol";

/// @title The EIP-712 domain of orders: the hub on this chain.
/// @dev Computed whenever needed, which is cheaper than reading it from storage and right after a chain split.
library Domain {
    string private constant NAME = "iExecODB";
    string private constant VERSION = "5.0.0";
    bytes32 private constant TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

    function fields() internal view returns (EIP712Domain memory) {
        return EIP712Domain(NAME, VERSION, block.chainid, address(this));
    }

    function separator() internal view returns (bytes32) {
        return keccak256(
            abi.encode(TYPEHASH, keccak256(bytes(NAME)), keccak256(bytes(VERSION)), block.chainid, address(this))
        );
    }

    /// @notice The digest that is signed for a struct.
    function digest(bytes32 structHash) internal view returns (bytes32) {
        return digest(separator(), structHash);
    }

    /// @notice The same for several structs: the separator need be computed only once.
    function digest(bytes32 separator_, bytes32 structHash) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", separator_, structHash));
    }
}
