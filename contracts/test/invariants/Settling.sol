// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ContributionStatusEnum, TaskStatusEnum} from "../../src/types/Views.sol";
import {Bargain, Entry, Job} from "./Ghosts.sol";
import {Scoring} from "./Scoring.sol";

/// @title Who gets what when a task ends. Amounts are worked out here from the protocol's rules.
abstract contract Settling is Scoring {
    uint256 private _kittyRests;

    function _settleSuccess(Bargain storage b) internal {
        _seize(b.payer, _taskPrice(b));
        b.paid += _taskPrice(b);
        assertTrue(b.paid <= _taskPrice(b) * b.size, "a deal costs its price times its volume at most");
        _reward(b.appOwner, b.appPrice);
        if (b.datasetPrice > 0) _reward(b.datasetOwner, b.datasetPrice);
        _unlock(b.scheduler, _poolStake(b));
        _giveFromKitty(b.scheduler, _poolStake(b));
    }

    /// @dev A tenth of the kitty, or one RLC if that is more; not beyond the stake, and not while it rests.
    function _giveFromKitty(address scheduler, uint256 poolStake) private {
        uint256 kitty = book[KITTY].locked;
        if (now_ < _kittyRests || kitty == 0) return;
        uint256 most = kitty / 10 < 1e9 ? 1e9 : kitty / 10;
        if (most > kitty) most = kitty;
        uint256 bonus = most < poolStake ? most : poolStake;
        _seize(KITTY, bonus);
        _reward(scheduler, bonus);
        uint256 rest = bonus * 1 hours;
        if (bonus > 0) _kittyRests = now_ + rest / most + (rest % most == 0 ? 0 : 1);
    }

    /// @dev Those who proved share the price and the stakes of the others.
    function _payWorkers(Job storage job, Bargain storage b) internal {
        uint256 rest = b.poolPrice;
        uint256 shares;
        for (uint256 i; i < job.workers.length; ++i) {
            Entry storage entry = entries[job.id][job.workers[i]];
            if (entry.status == ContributionStatusEnum.PROVED) {
                shares += _log2(entry.credibility);
            } else {
                _seize(job.workers[i], b.workerStake);
                rest += b.workerStake;
                _fell(job.workers[i]);
            }
        }
        uint256 pot = rest * (100 - b.ratio) / 100;
        for (uint256 i; i < job.workers.length; ++i) {
            Entry storage entry = entries[job.id][job.workers[i]];
            if (entry.status != ContributionStatusEnum.PROVED) continue;
            uint256 reward = pot * _log2(entry.credibility) / shares;
            rest -= reward;
            _unlock(job.workers[i], b.workerStake);
            _reward(job.workers[i], reward);
            _rose(job.workers[i], job.workers.length > 1);
        }
        _reward(b.scheduler, rest);
    }

    /// @dev The task failed: who made it fail pays the kitty, all others get back what they had.
    function _settleFailure(uint256 j) internal {
        Job storage job = jobs[j];
        Bargain storage b = bargains[job.bargain];
        _unlock(b.payer, _taskPrice(b));
        _fine(b.scheduler, _poolStake(b));
        for (uint256 i; i < job.workers.length; ++i) {
            ContributionStatusEnum status = entries[job.id][job.workers[i]].status;
            bool won = job.status == TaskStatusEnum.REVEALING && entries[job.id][job.workers[i]].result == job.winner;
            if (status == ContributionStatusEnum.REJECTED || (won && status == ContributionStatusEnum.CONTRIBUTED)) {
                _fine(job.workers[i], b.workerStake);
                _fell(job.workers[i]);
            } else {
                _unlock(job.workers[i], b.workerStake);
            }
        }
        _move(j, TaskStatusEnum.FAILED);
    }

    function _fine(address account, uint256 amount) private {
        _seize(account, amount);
        _rewardKitty(amount);
    }

    function _log2(uint256 n) private pure returns (uint256 log2) {
        while (n >> (log2 + 1) != 0) ++log2;
    }
}
