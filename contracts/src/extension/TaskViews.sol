// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ContributionRecord, TaskRecord} from "../hub/HubStorage.sol";
import {OrderBook} from "../hub/OrderBook.sol";
import {TaskBase} from "../hub/TaskBase.sol";
import {IHubExtension} from "../interfaces/IHub.sol";
import {ContributionWord} from "../libraries/ContributionWord.sol";
import {Credibility} from "../libraries/Credibility.sol";
import {DealCode} from "../libraries/DealCode.sol";
import {ResultCode} from "../libraries/ResultCode.sol";
import {StoredDeal} from "../libraries/StoredDeal.sol";
import {TaskWord} from "../libraries/TaskWord.sol";
import {Contribution, ContributionStatusEnum, Deal, Task, TaskStatusEnum} from "../types/Views.sol";

/// @title Deals, tasks and contributions, as published. What does not exist shows as zeros.
abstract contract TaskViews is IHubExtension, OrderBook, TaskBase {
    /// @notice A deal.
    function viewDeal(bytes32 id) external view returns (Deal memory) {
        return _viewDeal(id);
    }

    /// @notice A task.
    function viewTask(bytes32 id) external view returns (Task memory) {
        return _viewTask(id);
    }

    /// @notice A worker's contribution to a task.
    function viewContribution(bytes32 taskid, address worker) external view returns (Contribution memory) {
        return _viewContribution(taskid, worker);
    }

    /// @notice What the callback of a completed task received. EIP-1154.
    /// @custom:errors "task-pending"
    function resultFor(bytes32 id) external view returns (bytes memory resultsCallback) {
        require(_tasks[id].word.status() == TaskStatusEnum.COMPLETED, "task-pending");
        (, resultsCallback) = ResultCode.read(id);
    }

    function _viewTask(bytes32 taskid) internal view returns (Task memory view_) {
        TaskRecord storage task = _tasks[taskid];
        TaskWord word = task.word;
        if (word.status() == TaskStatusEnum.UNSET) return view_;
        StoredDeal deal = DealCode.load(word.deal());
        view_.status = word.status();
        view_.dealid = deal.id();
        view_.idx = word.idx();
        view_.timeref = deal.timeref();
        view_.contributionDeadline = _contributionDeadline(deal);
        view_.revealDeadline = word.revealDeadline();
        view_.finalDeadline = _finalDeadline(deal);
        view_.revealCounter = word.countReveals();
        view_.winnerCounter = word.winners();
        view_.contributors = new address[](word.contributors());
        for (uint256 i; i < word.contributors(); ++i) {
            view_.contributors[i] = task.contributions[i].word.worker();
        }
        if (word.winner() != 0) {
            view_.consensusValue = _hashOf(taskid, task, word, word.winner() - 1);
            if (word.isRevealed()) view_.resultDigest = task.results[word.winner() - 1];
        }
        if (word.status() == TaskStatusEnum.COMPLETED) {
            (view_.results, view_.resultsCallback) = ResultCode.read(taskid);
        }
    }

    function _viewContribution(bytes32 taskid, address worker) internal view returns (Contribution memory view_) {
        TaskRecord storage task = _tasks[taskid];
        TaskWord word = task.word;
        for (uint256 i; i < word.contributors(); ++i) {
            ContributionRecord storage record = task.contributions[i];
            ContributionWord contribution = record.word;
            if (contribution.worker() != worker) continue;
            view_.status = contribution.rejected()
                ? ContributionStatusEnum.REJECTED
                : word.isProved(i) ? ContributionStatusEnum.PROVED : ContributionStatusEnum.CONTRIBUTED;
            view_.resultHash = _hashOf(taskid, task, word, contribution.group());
            view_.resultSeal = record.seal;
            view_.enclaveChallenge = record.enclave;
            view_.weight = Credibility.share(contribution.credibility());
        }
    }

    /// @dev The result hash of a group, which once revealed is kept as its digest.
    function _hashOf(bytes32 taskid, TaskRecord storage task, TaskWord word, uint256 group)
        private
        view
        returns (bytes32)
    {
        bytes32 result = task.results[group];
        return word.isRevealed() && group + 1 == word.winner() ? _resultHash(taskid, result) : result;
    }
}
