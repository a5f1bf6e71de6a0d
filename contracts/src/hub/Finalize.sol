// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Credibility} from "../libraries/Credibility.sol";
import "../types/Errors.sol";
import {ContributionStatusEnum, Deal, TaskStatusEnum} from "../types/Views.sol";
import {ContributionRecord, TaskHead, TaskRecord} from "./HubStorage.sol";
import {Scores} from "./Scores.sol";
import {Settlement} from "./Settlement.sol";

/// @title Tasks complete: everyone is paid, and remembered for it.
abstract contract Finalize is Settlement, Scores {
    /// @notice Completes a task once all winners have revealed, or one has and the others are too late. Scheduler only.
    /// @param results where the result is; not checked on chain.
    /// @param resultsCallback what the callback receives; its hash must be the digest of the consensus.
    function finalize(bytes32 taskid, bytes calldata results, bytes calldata resultsCallback) external {
        (Deal memory deal, uint256 timeref) = _dealOf(taskid);
        TaskRecord storage task = _tasks[taskid];
        TaskHead memory head = task.head;
        _requireScheduler(taskid, deal);
        _requireStatus(taskid, head, TaskStatusEnum.REVEALING);
        _requireBeforeFinalDeadline(taskid, deal, timeref);
        if (head.reveals != head.winners && (head.reveals == 0 || head.revealDeadline > block.timestamp)) {
            revert RevealsMissing(taskid, head.reveals, head.winners, head.revealDeadline);
        }
        _requireCallbackData(taskid, deal, task.results[head.winner - 1], resultsCallback);

        task.head.status = TaskStatusEnum.COMPLETED;
        _settleSuccess(taskid, deal);
        _payWorkers(taskid, task, head, deal);
        _publish(taskid, deal, results, resultsCallback);
    }

    /// @dev The pool's price and the stakes of those who did not prove are shared among those who did, by the
    /// logarithm of their credibility; the scheduler gets its ratio and what rounding leaves.
    function _payWorkers(bytes32 taskid, TaskRecord storage task, TaskHead memory head, Deal memory deal) private {
        uint256 shares;
        uint256 rest = deal.workerpool.price;
        for (uint256 i; i < head.contributors; ++i) {
            ContributionRecord storage contribution = task.contributions[i];
            if (contribution.status == ContributionStatusEnum.PROVED) {
                shares += Credibility.share(contribution.credibility);
            } else {
                rest += deal.workerStake;
            }
        }

        uint256 pot = rest * (100 - deal.schedulerRewardRatio) / 100;
        for (uint256 i; i < head.contributors; ++i) {
            ContributionRecord storage contribution = task.contributions[i];
            address worker = contribution.worker;
            if (contribution.status == ContributionStatusEnum.PROVED) {
                uint256 reward = pot * Credibility.share(contribution.credibility) / shares;
                rest -= reward;
                _unlock(worker, deal.workerStake);
                _reward(worker, reward, taskid);
                if (head.contributors > 1) _raiseScore(worker, taskid);
            } else {
                _seize(worker, deal.workerStake, taskid);
                _lowerScore(worker, taskid);
            }
        }
        _reward(deal.workerpool.owner, rest, taskid);
    }
}
