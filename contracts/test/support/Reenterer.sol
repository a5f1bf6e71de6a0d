// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Wallet} from "./Contracts.sol";

/// @title A wallet that uses its moment as a callback: it makes the calls it was told to make, back into the hub.
contract Reenterer is Wallet {
    bytes[] private _calls;
    bool[] private _succeeded;

    function plan(bytes[] calldata calls) external {
        delete _calls;
        for (uint256 i; i < calls.length; ++i) {
            _calls.push(calls[i]);
        }
        delete _succeeded;
    }

    function receiveResult(bytes32, bytes calldata) external {
        for (uint256 i; i < _calls.length; ++i) {
            (bool ok,) = msg.sender.call(_calls[i]);
            _succeeded.push(ok);
        }
    }

    /// @notice Which calls succeeded; none if it was not called, or ran out of gas.
    function succeeded() external view returns (bool[] memory) {
        return _succeeded;
    }
}
