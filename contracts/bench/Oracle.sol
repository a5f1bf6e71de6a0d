// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev A receiver as small as a useful one can be: it keeps one value, in one slot. EIP-1154.
contract Oracle {
    bytes32 public value;

    function receiveResult(bytes32, bytes calldata result) external {
        value = bytes32(result);
    }
}
