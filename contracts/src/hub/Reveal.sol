// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../types/Errors.sol";
import {ContributionStatusEnum, Deal, TaskStatusEnum} from "../types/Views.sol";
import {ContributionRecord, TaskHead, TaskRecord} from "./HubStorage.sol";
import {TaskBase} from "./TaskBase.sol";

/// @title Workers prove what they committed to, or the task opens again.
abstract contract Reveal is TaskBase {
    /// @notice Proves the sender's contribution by the digest of its result.
    function reveal(bytes32 taskid, bytes32 resultDigest) external {
        TaskRecord storage task = _tasks[taskid];
        TaskHead memory head = task.head;
        _requireStatus(taskid, head, TaskStatusEnum.REVEALING);
        if (head.revealDeadline <= block.timestamp) revert RevealDeadlineReached(taskid, head.revealDeadline);

        ContributionRecord storage contribution = _contributionToReveal(taskid, task, head);
        if (contribution.group + 1 != head.winner) revert NotInConsensus(taskid, msg.sender);
        _requireConsensusDigest(taskid, task, head, resultDigest);
        if (contribution.seal != _resultSeal(msg.sender, taskid, resultDigest)) {
            revert ResultSealMismatch(taskid, msg.sender);
        }

        contribution.status = ContributionStatusEnum.PROVED;
        task.results[head.winner - 1] = resultDigest;
        ++head.reveals;
        task.head = head;
        emit TaskReveal(taskid, msg.sender, resultDigest);
    }

    /// @notice Opens a task again after nobody revealed in time: those who could have are rejected. Scheduler only.
    function reopen(bytes32 taskid) external {
        (Deal memory deal, uint256 timeref) = _dealOf(taskid);
        TaskRecord storage task = _tasks[taskid];
        TaskHead memory head = task.head;
        _requireScheduler(taskid, deal);
        _requireStatus(taskid, head, TaskStatusEnum.REVEALING);
        _requireBeforeFinalDeadline(taskid, deal, timeref);
        if (head.revealDeadline > block.timestamp) revert RevealDeadlineNotReached(taskid, head.revealDeadline);
        if (head.reveals != 0) revert AlreadyRevealed(taskid, head.reveals);

        for (uint256 i; i < head.contributors; ++i) {
            if (task.contributions[i].group + 1 == head.winner) {
                task.contributions[i].status = ContributionStatusEnum.REJECTED;
            }
        }
        head.status = TaskStatusEnum.ACTIVE;
        head.winner = 0;
        head.winners = 0;
        head.revealDeadline = 0;
        task.head = head;
        emit TaskReopen(taskid);
    }

    function _contributionToReveal(bytes32 taskid, TaskRecord storage task, TaskHead memory head)
        private
        view
        returns (ContributionRecord storage)
    {
        ContributionStatusEnum status;
        for (uint256 i; i < head.contributors; ++i) {
            if (task.contributions[i].worker != msg.sender) continue;
            status = task.contributions[i].status;
            if (status == ContributionStatusEnum.CONTRIBUTED) return task.contributions[i];
            break;
        }
        revert NothingToReveal(taskid, msg.sender, status);
    }

    /// @dev The first reveal is checked against the hash of the winning group, the next against the first.
    function _requireConsensusDigest(bytes32 taskid, TaskRecord storage task, TaskHead memory head, bytes32 digest)
        private
        view
    {
        bytes32 expected = head.reveals == 0 ? _resultHash(taskid, digest) : digest;
        if (task.results[head.winner - 1] != expected) revert ResultHashMismatch(taskid, digest);
    }
}
