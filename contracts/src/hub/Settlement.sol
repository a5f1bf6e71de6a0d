// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ResultCode} from "../libraries/ResultCode.sol";
import {IOracleConsumer} from "../interfaces/External.sol";
import {KITTY_ADDRESS, KITTY_MIN, KITTY_RATIO, WORKERPOOL_STAKE_RATIO} from "../types/Constants.sol";
import "../types/Errors.sol";
import {Deal} from "../types/Views.sol";
import {TaskBase} from "./TaskBase.sol";

/// @title What every completed or failed task does: money of the deal's parties, result, callback.
abstract contract Settlement is TaskBase {
    /// @dev More than a call to a cold account costs before the receiver runs.
    uint256 private constant CALL_OVERHEAD = 5000;

    /// @dev The payer pays, app and dataset owners are paid, the scheduler gets its stake back and some of the kitty:
    /// never more than it staked, so that tasks that cost nothing win nothing.
    function _settleSuccess(bytes32 taskid, Deal memory deal) internal {
        _seize(deal.sponsor, _taskPrice(deal), taskid);
        if (deal.app.price > 0) _reward(deal.app.owner, deal.app.price, taskid);
        if (deal.dataset.price > 0) _reward(deal.dataset.owner, deal.dataset.price, taskid);
        uint256 poolStake = _poolStake(deal);
        _unlock(deal.workerpool.owner, poolStake);
        uint256 bonus = _bonus(_accounts[KITTY_ADDRESS].frozen, poolStake);
        if (bonus > 0) {
            _seize(KITTY_ADDRESS, bonus, taskid);
            _reward(deal.workerpool.owner, bonus, taskid);
        }
    }

    /// @dev The payer is refunded, the scheduler's stake goes to the kitty.
    function _settleFailure(bytes32 taskid, Deal memory deal) internal {
        _unlock(deal.sponsor, _taskPrice(deal));
        uint256 poolStake = _poolStake(deal);
        _seize(deal.workerpool.owner, poolStake, taskid);
        _rewardKitty(poolStake, taskid);
    }

    /// @dev Callback data must be what the consensus is about; without a callback there need be none.
    function _requireCallbackData(bytes32 taskid, Deal memory deal, bytes32 digest, bytes calldata resultsCallback)
        internal
        pure
    {
        if (deal.callback == address(0) && resultsCallback.length == 0) return;
        if (keccak256(resultsCallback) != digest) revert ResultsCallbackMismatch(taskid, digest);
    }

    /// @dev Keeps the result, tells the world, and last of all the deal's callback.
    function _publish(bytes32 taskid, Deal memory deal, bytes calldata results, bytes calldata resultsCallback)
        internal
    {
        ResultCode.write(taskid, results, resultsCallback);
        emit TaskFinalize(taskid, results);
        if (deal.callback != address(0)) _callBack(deal.callback, taskid, resultsCallback);
    }

    /// @dev EIP-1154. The receiver's failure and what it returns are ignored, but it is given all of its gas, of which
    /// the EVM keeps back one part in 64 of what the transaction has left (EIP-150).
    function _callBack(address receiver, bytes32 taskid, bytes calldata resultsCallback) private {
        uint256 allowed = _callbackGas;
        bytes memory data = abi.encodeCall(IOracleConsumer.receiveResult, (taskid, resultsCallback));
        if (gasleft() < allowed * 64 / 63 + CALL_OVERHEAD) revert InsufficientCallbackGas(allowed);
        assembly ("memory-safe") {
            pop(call(allowed, receiver, 0, add(data, 32), mload(data), 0, 0))
        }
    }

    function _bonus(uint256 kitty, uint256 poolStake) private pure returns (uint256 bonus) {
        bonus = kitty * KITTY_RATIO / 100;
        if (bonus < KITTY_MIN) bonus = KITTY_MIN;
        if (bonus > kitty) bonus = kitty;
        if (bonus > poolStake) bonus = poolStake;
    }

    function _taskPrice(Deal memory deal) private pure returns (uint256) {
        return deal.app.price + deal.dataset.price + deal.workerpool.price;
    }

    function _poolStake(Deal memory deal) private pure returns (uint256) {
        return deal.workerpool.price * WORKERPOOL_STAKE_RATIO / 100;
    }
}
