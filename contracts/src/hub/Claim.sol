// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../types/Errors.sol";
import {ContributionStatusEnum, Deal, TaskStatusEnum} from "../types/Views.sol";
import {ContributionRecord, TaskHead, TaskRecord} from "./HubStorage.sol";
import {Initialize} from "./Initialize.sol";
import {Scores} from "./Scores.sol";
import {Settlement} from "./Settlement.sol";

/// @title Tasks fail: the payer is refunded.
abstract contract Claim is Initialize, Settlement, Scores {
    /// @notice Ends a task that was not finalised in time. Anyone may call.
    /// @dev Workers get their stakes back, except those who won a consensus and then did not reveal: their silence
    /// made the task fail, so they lose stake and score as in a finalised task, and the kitty gets the stake.
    function claim(bytes32 taskid) public {
        (Deal memory deal, uint256 timeref) = _dealOf(taskid);
        TaskRecord storage task = _tasks[taskid];
        TaskHead memory head = task.head;
        if (head.status != TaskStatusEnum.ACTIVE) _requireStatus(taskid, head, TaskStatusEnum.REVEALING);
        uint256 deadline = _finalDeadline(deal, timeref);
        if (deadline > block.timestamp) revert FinalDeadlineNotReached(taskid, deadline);

        task.head.status = TaskStatusEnum.FAILED;
        _settleFailure(taskid, deal);
        for (uint256 i; i < head.contributors; ++i) {
            ContributionRecord storage contribution = task.contributions[i];
            if (_keptSilent(head, contribution)) {
                _seize(contribution.worker, deal.workerStake, taskid);
                _rewardKitty(deal.workerStake, taskid);
                _lowerScore(contribution.worker, taskid);
            } else {
                _unlock(contribution.worker, deal.workerStake);
            }
        }
        emit TaskClaimed(taskid);
    }

    /// @notice Ends several tasks.
    function claimArray(bytes32[] calldata taskids) external returns (bool) {
        for (uint256 i; i < taskids.length; ++i) {
            claim(taskids[i]);
        }
        return true;
    }

    /// @notice Ends several tasks that nobody opened in time.
    function initializeAndClaimArray(bytes32[] calldata dealids, uint256[] calldata idxs) external returns (bool) {
        if (dealids.length != idxs.length) revert ArrayLengthMismatch(dealids.length, idxs.length);
        for (uint256 i; i < dealids.length; ++i) {
            claim(initialize(dealids[i], idxs[i]));
        }
        return true;
    }

    function _keptSilent(TaskHead memory head, ContributionRecord storage contribution) private view returns (bool) {
        ContributionStatusEnum status = contribution.status;
        return status == ContributionStatusEnum.REJECTED
            || (status == ContributionStatusEnum.CONTRIBUTED && contribution.group + 1 == head.winner);
    }
}
