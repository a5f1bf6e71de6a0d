// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IHubMain} from "../interfaces/IHub.sol";
import {AccountWord} from "../libraries/AccountWord.sol";
import {Credibility} from "../libraries/Credibility.sol";
import {StoredDeal} from "../libraries/StoredDeal.sol";
import {TaskWord} from "../libraries/TaskWord.sol";
import "../types/Errors.sol";
import {TaskStatusEnum} from "../types/Views.sol";
import {AccountRecord, TaskRecord} from "./HubStorage.sol";
import {Scores} from "./Scores.sol";
import {Settlement} from "./Settlement.sol";

/// @title Tasks complete: everyone is paid, and remembered for it.
abstract contract Finalize is IHubMain, Settlement, Scores {
    /// @notice Completes a task once all winners have revealed, or one has and the others are too late. Scheduler only.
    /// @param results where the result is; not checked on chain.
    /// @param resultsCallback what the callback receives; its hash must be the digest of the consensus.
    /// @custom:errors UnknownTask, CallerIsNotTheScheduler, WrongTaskStatus, FinalDeadlineReached, RevealsMissing,
    /// ResultsCallbackMismatch, DataTooLong, CodeNotWritten, InsufficientCallbackGas
    function finalize(bytes32 taskid, bytes calldata results, bytes calldata resultsCallback) external {
        TaskRecord storage task = _tasks[taskid];
        TaskWord word = task.word;
        StoredDeal deal = _dealOf(taskid, word);
        _requireScheduler(taskid, deal);
        _requireStatus(taskid, word, TaskStatusEnum.REVEALING);
        _requireBeforeFinalDeadline(taskid, deal);
        uint256 reveals = word.countReveals();
        if (reveals != word.winners() && (reveals == 0 || word.revealDeadline() > block.timestamp)) {
            revert RevealsMissing(taskid, reveals, word.winners(), word.revealDeadline());
        }
        if (_needsCallbackData(deal, resultsCallback)) {
            _requireCallbackData(taskid, task.results[word.winner() - 1], resultsCallback);
        }

        task.word = word.withStatus(TaskStatusEnum.COMPLETED);
        _settleSuccess(taskid, deal);
        _payWorkers(taskid, task, word, deal);
        _publish(taskid, deal, results, resultsCallback);
    }

    /// @dev The pool's price and the stakes of those who did not prove are shared among those who did, by the
    /// logarithm of their credibility; the scheduler gets its ratio and what rounding leaves.
    function _payWorkers(bytes32 taskid, TaskRecord storage task, TaskWord word, StoredDeal deal) private {
        uint256 stake = deal.workerStake();
        uint256 rest = deal.poolPrice();
        uint256 total;
        uint256[] memory shares = new uint256[](word.contributors());
        for (uint256 i; i < shares.length; ++i) {
            if (word.isProved(i)) shares[i] = Credibility.share(task.contributions[i].word.credibility());
            else rest += stake;
            total += shares[i];
        }

        uint256 pot = rest * (100 - deal.schedulerRewardRatio()) / 100;
        for (uint256 i; i < shares.length; ++i) {
            address worker = task.contributions[i].word.worker();
            if (word.isProved(i)) {
                uint256 reward = pot * shares[i] / total;
                rest -= reward;
                _payWorker(worker, stake, reward, shares.length > 1, taskid);
            } else {
                _seize(worker, stake, taskid);
                _lowerScore(worker, taskid);
            }
        }
        _reward(deal.scheduler(), rest, taskid);
    }

    function _payWorker(address worker, uint256 stake, uint256 reward, bool replicated, bytes32 taskid) private {
        AccountRecord storage record = _accounts[worker];
        AccountWord word = _unlockAndReward(record.word, worker, stake, reward, taskid);
        record.word = replicated ? _raiseScore(word, worker, stake, taskid) : word;
    }
}
