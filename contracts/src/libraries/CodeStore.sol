// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CodeNotWritten, DataTooLong} from "../types/Errors.sol";

/// @title Data that never changes, kept as the code of an account whose address follows from a salt.
/// @notice Writing costs 200 gas a byte against 690 in storage, and no pointer to it is stored anywhere.
/// @dev CREATE2 derives an address from the initialisation code, so that code must be the same for all data: it asks
/// its creator for the data with an empty call and returns the answer. The creator keeps the data in transient
/// storage (EIP-1153) meanwhile and answers with `serve`, which its `receive` or `fallback` must call.
library CodeStore {
    /// @dev staticcall(gas, caller, 0, 0, 0, 0); returndatacopy(0, 0, returndatasize); return(0, returndatasize)
    bytes internal constant INIT_CODE = hex"3d3d3d3d335afa3d5f5f3e3d5ff3";
    bytes32 internal constant INIT_CODE_HASH = keccak256(INIT_CODE);

    /// @dev EIP-170.
    uint256 internal constant MAX_LENGTH = 24_576;

    /// @dev Transient slot of the length of the data being written; the words follow.
    uint256 private constant PENDING = uint256(keccak256("iexec.code-store"));

    /// @notice Writes data as code at `addressOf(salt)`. The first byte must not be 0xEF (EIP-3541), and should stop
    /// whoever calls it.
    function write(bytes32 salt, bytes memory data) internal returns (address location) {
        if (data.length > MAX_LENGTH) revert DataTooLong(data.length, MAX_LENGTH);
        _hold(data);
        bytes memory initCode = INIT_CODE;
        assembly ("memory-safe") {
            location := create2(0, add(initCode, 32), mload(initCode), salt)
        }
        _release();
        // Short of gas, the initialisation code may get no answer, and write nothing.
        if (location == address(0) || location.code.length != data.length) revert CodeNotWritten(salt);
    }

    /// @notice Where this contract writes the data of a salt.
    function addressOf(bytes32 salt) internal view returns (address) {
        return address(uint160(uint256(keccak256(abi.encodePacked(bytes1(0xff), address(this), salt, INIT_CODE_HASH)))));
    }

    /// @notice The data of a salt; empty if none was written.
    function read(bytes32 salt) internal view returns (bytes memory) {
        return addressOf(salt).code;
    }

    /// @notice Answers the call that comes from initialisation code: returns the pending data to it. Does nothing if
    /// no write is under way.
    function serve() internal view {
        uint256 slot = PENDING;
        assembly ("memory-safe") {
            let length := tload(slot)
            if length {
                let location := mload(0x40)
                for { let i := 0 } lt(i, length) { i := add(i, 32) } {
                    slot := add(slot, 1)
                    mstore(add(location, i), tload(slot))
                }
                return(location, length)
            }
        }
    }

    function _hold(bytes memory data) private {
        uint256 slot = PENDING;
        assembly ("memory-safe") {
            let length := mload(data)
            tstore(slot, length)
            for { let i := 0 } lt(i, length) { i := add(i, 32) } {
                slot := add(slot, 1)
                tstore(slot, mload(add(add(data, 32), i)))
            }
        }
    }

    function _release() private {
        uint256 slot = PENDING;
        assembly ("memory-safe") {
            tstore(slot, 0)
        }
    }
}
