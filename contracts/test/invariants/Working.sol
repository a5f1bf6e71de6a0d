// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ContributionStatusEnum, TaskStatusEnum} from "../../src/types/Views.sol";
import {Bargain, Entry, Ghosts, Job} from "./Ghosts.sol";

/// @title Tasks open, and workers commit to results until enough agree.
abstract contract Working is Ghosts {
    function open(uint256 seed) external verb(seed) {
        if (bargains.length == 0) return;
        uint256 b = _unopened();
        Bargain storage bargain = bargains[b];
        uint256 count = bargain.size - bargain.opened;
        if (count > 1 && _roll(2) == 0) {
            _openAll(b, count);
            return;
        }
        uint256 idx = bargain.first + (_roll(16) == 0 ? bargain.size : bargain.opened);
        bool ok = _call(_somebody(), abi.encodeCall(hub.initialize, (bargain.id, idx)));
        assertTrue(ok == (idx < bargain.first + bargain.size), "tasks of the deal open once");
        if (ok) _move(_open(b), TaskStatusEnum.ACTIVE);
    }

    function _openAll(uint256 b, uint256 count) private {
        Bargain storage bargain = bargains[b];
        bytes32[] memory ids = new bytes32[](count);
        uint256[] memory idxs = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            (ids[i], idxs[i]) = (bargain.id, bargain.first + bargain.opened + i);
        }
        assertTrue(_call(_somebody(), abi.encodeCall(hub.initializeArray, (ids, idxs))), "all tasks open");
        for (uint256 i; i < count; ++i) {
            _move(_open(b), TaskStatusEnum.ACTIVE);
        }
    }

    /// @dev Several workers in a row, most of whom agree.
    function contribute(uint256 seed) external verb(seed) {
        (bool found, uint256 j) = _find(TaskStatusEnum.ACTIVE);
        if (!found) return;
        uint8 favourite = _roll(3) == 0 ? uint8(_roll(RESULTS)) : 0;
        uint256 first = _roll(WORKERS);
        uint256 many = 1 + _roll(6);
        for (uint256 i; i < many && jobs[j].status == TaskStatusEnum.ACTIVE; ++i) {
            address worker = _roll(12) == 0 ? _somebody() : people[(first + i) % WORKERS];
            _contribute(j, worker, _roll(6) == 0 ? uint8(_roll(RESULTS)) : favourite, _roll(16) == 0);
        }
    }

    function _contribute(uint256 j, address worker, uint8 result, bool copied) private {
        Bargain storage b = bargains[jobs[j].bargain];
        Entry storage entry = entries[jobs[j].id][worker];
        bool may = now_ < b.start + 7 * b.timeref && entry.status == ContributionStatusEnum.UNSET
            && book[worker].free >= b.workerStake;
        assertTrue(_send(jobs[j].id, b, worker, result, copied) == may, "workers contribute once, in time and staked");
        if (!may) return;
        uint256 third = scores[worker] / 3;
        (entry.status, entry.result, entry.copied) = (ContributionStatusEnum.CONTRIBUTED, result, copied);
        entry.credibility = (third > 3 ? third : 3) - 1;
        jobs[j].workers.push(worker);
        _lock(worker, b.workerStake);
        _count(j, b, result);
    }

    function _send(bytes32 id, Bargain storage b, address worker, uint8 result, bool copied) private returns (bool) {
        bytes32 hash = _resultHash(id, _digest(result));
        bytes32 seal = copied ? bytes32("a guess") : _seal(worker, id, _digest(result));
        (address enclave, bytes memory proof, bytes memory authorization) = _credentials(id, b, worker, hash, seal);
        return _call(worker, abi.encodeCall(hub.contribute, (id, hash, seal, enclave, proof, authorization)));
    }

    /// @dev The enclave, where there must be one and sometimes elsewhere, and the signatures that go with it.
    function _credentials(bytes32 id, Bargain storage b, address worker, bytes32 hash, bytes32 seal)
        internal
        returns (address enclave, bytes memory proof, bytes memory authorization)
    {
        if (b.tee || _roll(8) == 0) enclave = vm.addr(ENCLAVE);
        bytes32 message = keccak256(abi.encodePacked(worker, id, enclave));
        if (enclave != address(0)) proof = _messageSignature(ENCLAVE, keccak256(abi.encodePacked(hash, seal)));
        authorization = b.hasBroker ? _messageSignature(BROKER, message) : _messageSignatureOf(b.scheduler, message);
    }

    /// @dev Proof-of-Contribution: a group wins once it outweighs all others, and one, by the trust asked for.
    function _count(uint256 j, Bargain storage b, uint8 result) private {
        Job storage job = jobs[j];
        uint256[RESULTS] memory weights;
        uint256 total = 1;
        uint256 members;
        for (uint256 i; i < job.workers.length; ++i) {
            Entry storage entry = entries[job.id][job.workers[i]];
            if (entry.status != ContributionStatusEnum.CONTRIBUTED) continue;
            uint256 weight = weights[entry.result];
            weights[entry.result] = (weight == 0 ? 1 : weight) * entry.credibility;
            if (entry.result == result) ++members;
        }
        for (uint256 i; i < RESULTS; ++i) {
            total += weights[i];
        }
        bool consensus = weights[result] * b.trust > total * (b.trust - 1);
        if (consensus) (job.winner, job.winners, job.revealDeadline) = (result, members, now_ + 2 * b.timeref);
        _move(j, consensus ? TaskStatusEnum.REVEALING : TaskStatusEnum.ACTIVE);
    }
}
