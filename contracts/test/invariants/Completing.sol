// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ContributionStatusEnum, TaskStatusEnum} from "../../src/types/Views.sol";
import {Bargain, Job} from "./Ghosts.sol";
import {Reentry} from "./Reentry.sol";

/// @title Tasks complete, whatever their callbacks do.
abstract contract Completing is Reentry {
    /// @dev Once the time to reveal is over, if need be.
    function finalize(uint256 seed) external verb(seed) {
        (bool found, uint256 j) = _find(TaskStatusEnum.REVEALING);
        if (!found) return;
        Job storage job = jobs[j];
        Bargain storage b = bargains[job.bargain];
        if (job.reveals > 0 && job.reveals < job.winners && now_ < job.revealDeadline && _roll(2) == 0) {
            _pass(job.revealDeadline - _roll(2));
        }
        address sender = _roll(8) == 0 ? _somebody() : b.scheduler;
        bool may = sender == b.scheduler && now_ < _finalDeadline(b)
            && (job.reveals == job.winners || (job.reveals > 0 && now_ >= job.revealDeadline));
        _plan(j, b);
        bytes memory data = abi.encodeCall(hub.finalize, (job.id, "/ipfs/result", _callbackData(b, job.winner)));
        assertTrue(_call(sender, data) == may, "a proved result completes a task");
        if (!may) return;
        _settleSuccess(b);
        _payWorkers(job, b);
        _move(j, TaskStatusEnum.COMPLETED);
        _replay(b);
        _checkScores();
    }

    function contributeAndFinalize(uint256 seed) external verb(seed) {
        (bool found, uint256 j) = _find(TaskStatusEnum.ACTIVE);
        if (!found) return;
        Job storage job = jobs[j];
        Bargain storage b = bargains[job.bargain];
        address worker = people[_roll(WORKERS)];
        uint8 result = uint8(_roll(RESULTS));
        bool may = job.workers.length == 0 && b.trust == 1 && now_ < b.start + 7 * b.timeref;
        _plan(j, b);
        assertTrue(_call(worker, _oneStep(job.id, b, worker, result)) == may, "trust 1 takes one step");
        if (!may) return;
        job.workers.push(worker);
        entries[job.id][worker].status = ContributionStatusEnum.PROVED;
        _settleSuccess(b);
        uint256 reward = b.poolPrice * (100 - b.ratio) / 100;
        _reward(worker, reward);
        _reward(b.scheduler, b.poolPrice - reward);
        _move(j, TaskStatusEnum.COMPLETED);
        _replay(b);
        _checkScores();
    }

    function _oneStep(bytes32 id, Bargain storage b, address worker, uint8 result) private returns (bytes memory) {
        bytes32 digest = _digest(result);
        (address enclave, bytes memory proof, bytes memory authorization) =
            _credentials(id, b, worker, _resultHash(id, digest), _seal(worker, id, digest));
        bytes memory data = _callbackData(b, result);
        return
            abi.encodeCall(hub.contributeAndFinalize, (id, digest, "/ipfs/result", data, enclave, proof, authorization));
    }

    function _callbackData(Bargain storage b, uint8 result) private returns (bytes memory) {
        return b.callback != address(0) || _roll(2) == 0 ? _result(result) : bytes("");
    }
}
