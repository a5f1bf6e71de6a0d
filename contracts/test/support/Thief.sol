// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IHub, IHubExtension, IHubMain} from "../../src/interfaces/IHub.sol";
import {IHook} from "./HostileToken.sol";

/// @title A depositor that is told when tokens move, and then tries to have its deposit twice.
contract Thief is IHook {
    IHub private immutable _hub;
    address private immutable _accomplice;
    uint256 private _amount;

    constructor(IHub hub, address accomplice) {
        (_hub, _accomplice) = (hub, accomplice);
    }

    /// @notice How much it withdraws, gives away and deposits again at the next occasion.
    function prepare(uint256 amount) external {
        _amount = amount;
    }

    function tokenMoves() external {
        _try(abi.encodeCall(IHubMain.withdraw, (_amount)));
        _try(abi.encodeCall(IHubMain.transfer, (_accomplice, _amount / 2)));
        _try(abi.encodeCall(IHubMain.deposit, (_amount / 3)));
        _try(abi.encodeCall(IHubExtension.recover, ()));
    }

    function _try(bytes memory data) private {
        (bool ok,) = address(_hub).call(data);
        ok; // whatever works is worth it
    }
}
