// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ContributionStatusEnum, TaskStatusEnum} from "../../src/types/Views.sol";
import {Bargain, Entry, Ghosts, Job} from "./Ghosts.sol";

/// @title Workers prove what they know, or the scheduler opens the task again.
abstract contract Revealing is Ghosts {
    /// @dev Most contributors, whether they won or not, and sometimes somebody else.
    function reveal(uint256 seed) external verb(seed) {
        (bool found, uint256 j) = _find(TaskStatusEnum.REVEALING);
        if (!found) return;
        Job storage job = jobs[j];
        uint256 n = job.workers.length;
        uint256 first = _roll(n);
        for (uint256 i; i < n; ++i) {
            if (_roll(5) == 0) continue;
            _reveal(job, _roll(16) == 0 ? _somebody() : job.workers[(first + i) % n], _roll(16) == 0);
        }
        _move(j, TaskStatusEnum.REVEALING);
    }

    /// @dev Once the time to reveal is over, if need be.
    function reopen(uint256 seed) external verb(seed) {
        (bool found, uint256 j) = _find(TaskStatusEnum.REVEALING);
        if (!found) return;
        Job storage job = jobs[j];
        Bargain storage b = bargains[job.bargain];
        if (job.reveals == 0 && now_ < job.revealDeadline && _roll(2) == 0) _pass(job.revealDeadline - _roll(2));
        address sender = _roll(8) == 0 ? _somebody() : b.scheduler;
        bool may = sender == b.scheduler && job.reveals == 0 && now_ >= job.revealDeadline && now_ < _finalDeadline(b);
        assertTrue(_call(sender, abi.encodeCall(hub.reopen, (job.id))) == may, "silence reopens a task");
        if (!may) return;
        for (uint256 i; i < job.workers.length; ++i) {
            Entry storage entry = entries[job.id][job.workers[i]];
            if (entry.result == job.winner) entry.status = ContributionStatusEnum.REJECTED;
        }
        _move(j, TaskStatusEnum.ACTIVE);
    }

    function _reveal(Job storage job, address worker, bool wrong) private {
        Entry storage entry = entries[job.id][worker];
        uint8 result = wrong ? (entry.result + 1) % RESULTS : entry.result;
        bool may = now_ < job.revealDeadline && entry.status == ContributionStatusEnum.CONTRIBUTED && !entry.copied
            && entry.result == job.winner && result == job.winner;
        bool ok = _call(worker, abi.encodeCall(hub.reveal, (job.id, _digest(result))));
        assertTrue(ok == may, "who won and knows the result proves it");
        if (!ok) return;
        entry.status = ContributionStatusEnum.PROVED;
        ++job.reveals;
    }
}
