// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ContributionRecord, TaskHead, TaskRecord} from "../hub/HubStorage.sol";
import {TaskBase} from "../hub/TaskBase.sol";
import {Credibility} from "../libraries/Credibility.sol";
import {DealCode} from "../libraries/DealCode.sol";
import {ResultCode} from "../libraries/ResultCode.sol";
import {CONTRIBUTION_DEADLINE_RATIO} from "../types/Constants.sol";
import {Contribution, Deal, Task, TaskStatusEnum} from "../types/Views.sol";

/// @title Deals, tasks and contributions, as published. What does not exist shows as zeros.
abstract contract TaskViews is TaskBase {
    /// @notice A deal.
    function viewDeal(bytes32 id) external view returns (Deal memory) {
        return DealCode.peek(id);
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
    function resultFor(bytes32 id) external view returns (bytes memory resultsCallback) {
        require(_tasks[id].head.status == TaskStatusEnum.COMPLETED, "task-pending");
        (, resultsCallback) = ResultCode.read(id);
    }

    function _viewTask(bytes32 taskid) internal view returns (Task memory view_) {
        TaskRecord storage task = _tasks[taskid];
        TaskHead memory head = task.head;
        if (head.status == TaskStatusEnum.UNSET) return view_;
        (Deal memory deal, uint256 timeref) = _dealOf(taskid);
        view_.status = head.status;
        view_.dealid = task.dealid;
        view_.idx = head.idx;
        view_.timeref = timeref;
        view_.contributionDeadline = deal.startTime + CONTRIBUTION_DEADLINE_RATIO * timeref;
        view_.revealDeadline = head.revealDeadline;
        view_.finalDeadline = _finalDeadline(deal, timeref);
        view_.revealCounter = head.reveals;
        view_.winnerCounter = head.winners;
        view_.contributors = new address[](head.contributors);
        for (uint256 i; i < head.contributors; ++i) {
            view_.contributors[i] = task.contributions[i].worker;
        }
        if (head.winner != 0) {
            view_.consensusValue = _hashOf(taskid, task, head, head.winner - 1);
            if (head.reveals != 0) view_.resultDigest = task.results[head.winner - 1];
        }
        (view_.results, view_.resultsCallback) = ResultCode.read(taskid);
    }

    function _viewContribution(bytes32 taskid, address worker) internal view returns (Contribution memory view_) {
        TaskRecord storage task = _tasks[taskid];
        TaskHead memory head = task.head;
        for (uint256 i; i < head.contributors; ++i) {
            ContributionRecord memory contribution = task.contributions[i];
            if (contribution.worker != worker) continue;
            view_.status = contribution.status;
            view_.resultHash = _hashOf(taskid, task, head, contribution.group);
            view_.resultSeal = contribution.seal;
            view_.enclaveChallenge = contribution.enclave;
            view_.weight = Credibility.share(contribution.credibility);
        }
    }

    /// @dev The result hash of a group, which once revealed is kept as its digest.
    function _hashOf(bytes32 taskid, TaskRecord storage task, TaskHead memory head, uint256 group)
        private
        view
        returns (bytes32)
    {
        bytes32 result = task.results[group];
        return head.reveals != 0 && group + 1 == head.winner ? _resultHash(taskid, result) : result;
    }
}
