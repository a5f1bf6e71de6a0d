// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ContributionWord} from "../libraries/ContributionWord.sol";
import {StoredDeal} from "../libraries/StoredDeal.sol";
import {TaskWord} from "../libraries/TaskWord.sol";
import "../types/Errors.sol";
import {TaskStatusEnum} from "../types/Views.sol";
import {TaskRecord} from "./HubStorage.sol";
import {Initialize} from "./Initialize.sol";
import {Scores} from "./Scores.sol";
import {Settlement} from "./Settlement.sol";

/// @title Tasks fail: the payer is refunded.
abstract contract Claim is Initialize, Settlement, Scores {
    /// @notice Ends a task that was not finalised in time. Anyone may call.
    /// @dev Workers get their stakes back, except those who won a consensus and then did not reveal: their silence
    /// made the task fail, so they lose stake and score as in a finalised task, and the kitty gets the stake.
    /// @custom:errors UnknownTask, WrongTaskStatus, FinalDeadlineNotReached
    function claim(bytes32 taskid) public {
        TaskRecord storage task = _tasks[taskid];
        TaskWord word = task.word;
        StoredDeal deal = _dealOf(taskid, word);
        if (word.status() != TaskStatusEnum.ACTIVE) _requireStatus(taskid, word, TaskStatusEnum.REVEALING);
        uint256 deadline = _finalDeadline(deal);
        if (deadline > block.timestamp) revert FinalDeadlineNotReached(taskid, deadline);

        task.word = word.withStatus(TaskStatusEnum.FAILED);
        _settleFailure(taskid, deal);
        uint256 stake = deal.workerStake();
        for (uint256 i; i < word.contributors(); ++i) {
            ContributionWord contribution = task.contributions[i].word;
            address worker = contribution.worker();
            if (_keptSilent(word, contribution, i)) {
                _seize(worker, stake, taskid);
                _rewardKitty(stake, taskid);
                _lowerScore(worker, taskid);
            } else {
                _unlock(worker, stake);
            }
        }
        emit TaskClaimed(taskid);
    }

    /// @notice Ends several tasks.
    /// @custom:errors UnknownTask, WrongTaskStatus, FinalDeadlineNotReached
    function claimArray(bytes32[] calldata taskids) external returns (bool) {
        for (uint256 i; i < taskids.length; ++i) {
            claim(taskids[i]);
        }
        return true;
    }

    /// @notice Ends several tasks that nobody opened in time.
    /// @custom:errors ArrayLengthMismatch, UnknownDeal, TaskIndexOutOfRange, TaskAlreadyInitialized, UnknownTask,
    /// WrongTaskStatus, FinalDeadlineNotReached
    function initializeAndClaimArray(bytes32[] calldata dealids, uint256[] calldata idxs) external returns (bool) {
        if (dealids.length != idxs.length) revert ArrayLengthMismatch(dealids.length, idxs.length);
        for (uint256 i; i < dealids.length; ++i) {
            claim(initialize(dealids[i], idxs[i]));
        }
        return true;
    }

    function _keptSilent(TaskWord word, ContributionWord contribution, uint256 i) private pure returns (bool) {
        return contribution.rejected() || (contribution.group() + 1 == word.winner() && !word.isProved(i));
    }
}
