// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Reading numbers and byte strings out of packed bytes.
/// @dev Offsets are the caller's business: what is read here was written by the same contract.
library Slice {
    /// @notice The big-endian number in `size` bytes (1 to 32) from `offset`.
    function number(bytes memory data, uint256 offset, uint256 size) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(sub(256, shl(3, size)), mload(add(add(data, 32), offset)))
        }
    }

    /// @notice A copy of `length` bytes from `offset`.
    function part(bytes memory data, uint256 offset, uint256 length) internal pure returns (bytes memory copy) {
        copy = new bytes(length);
        assembly ("memory-safe") {
            mcopy(add(copy, 32), add(add(data, 32), offset), length)
        }
    }
}
