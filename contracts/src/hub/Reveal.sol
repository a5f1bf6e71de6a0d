// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IHubMain} from "../interfaces/IHub.sol";
import {ContributionWord} from "../libraries/ContributionWord.sol";
import {StoredDeal} from "../libraries/StoredDeal.sol";
import {TaskWord} from "../libraries/TaskWord.sol";
import "../types/Errors.sol";
import {ContributionStatusEnum, TaskStatusEnum} from "../types/Views.sol";
import {TaskRecord} from "./HubStorage.sol";
import {TaskBase} from "./TaskBase.sol";

/// @title Workers prove what they committed to, or the task opens again.
abstract contract Reveal is IHubMain, TaskBase {
    /// @notice Proves the sender's contribution by the digest of its result.
    /// @custom:errors WrongTaskStatus, RevealDeadlineReached, NothingToReveal, NotInConsensus, ResultHashMismatch,
    /// ResultSealMismatch
    function reveal(bytes32 taskid, bytes32 resultDigest) external {
        TaskRecord storage task = _tasks[taskid];
        TaskWord word = task.word;
        _requireStatus(taskid, word, TaskStatusEnum.REVEALING);
        if (word.revealDeadline() <= block.timestamp) revert RevealDeadlineReached(taskid, word.revealDeadline());

        uint256 i = _contributionToReveal(taskid, task, word);
        _requireConsensusDigest(taskid, task, word, resultDigest);
        if (task.contributions[i].seal != _resultSeal(msg.sender, taskid, resultDigest)) {
            revert ResultSealMismatch(taskid, msg.sender);
        }

        if (!word.isRevealed()) task.results[word.winner() - 1] = resultDigest;
        task.word = word.withProof(i);
        emit TaskReveal(taskid, msg.sender, resultDigest);
    }

    /// @notice Opens a task again after nobody revealed in time: those who could have are rejected. Scheduler only.
    /// @custom:errors UnknownTask, CallerIsNotTheScheduler, WrongTaskStatus, FinalDeadlineReached,
    /// RevealDeadlineNotReached, AlreadyRevealed
    function reopen(bytes32 taskid) external {
        TaskRecord storage task = _tasks[taskid];
        TaskWord word = task.word;
        StoredDeal deal = _dealOf(taskid, word);
        _requireScheduler(taskid, deal);
        _requireStatus(taskid, word, TaskStatusEnum.REVEALING);
        _requireBeforeFinalDeadline(taskid, deal);
        if (word.revealDeadline() > block.timestamp) revert RevealDeadlineNotReached(taskid, word.revealDeadline());
        if (word.isRevealed()) revert AlreadyRevealed(taskid, word.countReveals());

        for (uint256 i; i < word.contributors(); ++i) {
            ContributionWord contribution = task.contributions[i].word;
            if (contribution.group() + 1 == word.winner()) task.contributions[i].word = contribution.reject();
        }
        task.word = word.withoutConsensus();
        emit TaskReopen(taskid);
    }

    /// @dev Which of the contributions is the sender's.
    function _contributionToReveal(bytes32 taskid, TaskRecord storage task, TaskWord word)
        private
        view
        returns (uint256 i)
    {
        for (; i < word.contributors(); ++i) {
            ContributionWord contribution = task.contributions[i].word;
            if (contribution.worker() != msg.sender) continue;
            if (contribution.rejected()) revert NothingToReveal(taskid, msg.sender, ContributionStatusEnum.REJECTED);
            if (word.isProved(i)) revert NothingToReveal(taskid, msg.sender, ContributionStatusEnum.PROVED);
            if (contribution.group() + 1 != word.winner()) revert NotInConsensus(taskid, msg.sender);
            return i;
        }
        revert NothingToReveal(taskid, msg.sender, ContributionStatusEnum.UNSET);
    }

    /// @dev The first reveal is checked against the hash of the winning group, the next against the first.
    function _requireConsensusDigest(bytes32 taskid, TaskRecord storage task, TaskWord word, bytes32 digest)
        private
        view
    {
        bytes32 expected = word.isRevealed() ? digest : _resultHash(taskid, digest);
        if (task.results[word.winner() - 1] != expected) revert ResultHashMismatch(taskid, digest);
    }
}
