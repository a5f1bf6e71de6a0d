// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IOracleConsumer} from "../interfaces/External.sol";
import {ResultCode} from "../libraries/ResultCode.sol";
import {StoredDeal} from "../libraries/StoredDeal.sol";
import {KITTY_INTERVAL, KITTY_MIN, KITTY_RATIO, WORKERPOOL_STAKE_RATIO} from "../types/Constants.sol";
import "../types/Errors.sol";
import {TaskBase} from "./TaskBase.sol";

/// @title What every completed or failed task does: money of the deal's parties, result, callback.
abstract contract Settlement is TaskBase {
    /// @dev More than a call to a cold account costs before the receiver runs.
    uint256 private constant CALL_OVERHEAD = 5000;

    /// @dev The payer pays, app and dataset owners are paid, the scheduler gets its stake back and some of the kitty.
    function _settleSuccess(bytes32 taskid, StoredDeal deal) internal {
        uint256 appPrice = deal.appPrice();
        uint256 datasetPrice = deal.datasetPrice();
        address scheduler = deal.scheduler();
        uint256 poolStake = _poolStake(deal);
        _seize(deal.sponsor(), _taskPrice(deal), taskid);
        if (appPrice > 0) _reward(deal.appOwner(), appPrice, taskid);
        if (datasetPrice > 0) _reward(deal.datasetOwner(), datasetPrice, taskid);
        _unlock(scheduler, poolStake);
        _giveFromKitty(scheduler, poolStake, taskid);
    }

    /// @dev The payer is refunded, the scheduler's stake goes to the kitty.
    function _settleFailure(bytes32 taskid, StoredDeal deal) internal {
        _unlock(deal.sponsor(), _taskPrice(deal));
        uint256 poolStake = _poolStake(deal);
        _seize(deal.scheduler(), poolStake, taskid);
        _rewardKitty(poolStake, taskid);
    }

    /// @dev Without a callback there need be no data for it.
    function _needsCallbackData(StoredDeal deal, bytes calldata resultsCallback) internal pure returns (bool) {
        return deal.callback() != address(0) || resultsCallback.length != 0;
    }

    /// @dev Callback data must be what the consensus is about.
    function _requireCallbackData(bytes32 taskid, bytes32 digest, bytes calldata resultsCallback) internal pure {
        if (keccak256(resultsCallback) != digest) revert ResultsCallbackMismatch(taskid, digest);
    }

    /// @dev Keeps the result, tells the world, and last of all the deal's callback.
    function _publish(bytes32 taskid, StoredDeal deal, bytes calldata results, bytes calldata resultsCallback)
        internal
    {
        ResultCode.write(taskid, results, resultsCallback);
        emit TaskFinalize(taskid, results);
        address receiver = deal.callback();
        if (receiver != address(0)) _callBack(receiver, taskid, resultsCallback);
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

    /// @dev The kitty gives a tenth of itself, or one RLC if that is more: but never more than the scheduler staked, so that
    /// tasks that cost nothing win nothing, and then it rests for an hour, or as much less as it gave less, so that who
    /// buys from itself, again and again with the same money, does not empty it.
    function _giveFromKitty(address scheduler, uint256 poolStake, bytes32 taskid) private {
        if (block.timestamp < _vault.restsUntil()) return;
        uint256 kitty = _vault.frozen();
        uint256 most = kitty * KITTY_RATIO / 100;
        if (most < KITTY_MIN) most = KITTY_MIN;
        if (most > kitty) most = kitty;
        uint256 bonus = most < poolStake ? most : poolStake;
        if (bonus == 0) return;
        uint256 rest = (KITTY_INTERVAL * bonus + most - 1) / most;
        _seizeKitty(bonus, block.timestamp + rest, taskid);
        _reward(scheduler, bonus, taskid);
    }

    function _taskPrice(StoredDeal deal) private pure returns (uint256) {
        return deal.appPrice() + deal.datasetPrice() + deal.poolPrice();
    }

    function _poolStake(StoredDeal deal) private pure returns (uint256) {
        return deal.poolPrice() * WORKERPOOL_STAKE_RATIO / 100;
    }
}
