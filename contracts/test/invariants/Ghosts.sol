// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ContributionStatusEnum, TaskStatusEnum} from "../../src/types/Views.sol";
import {Book} from "./Book.sol";

/// @dev A deal as it was agreed. With a broker, that one authorises enclaves in the scheduler's place. `opened` tasks were initialised, from the first on; `paid` is what the payer lost.
struct Bargain {
    bytes32 id;
    address payer;
    address scheduler;
    address appOwner;
    address datasetOwner;
    address callback;
    uint256 appPrice;
    uint256 datasetPrice;
    uint256 poolPrice;
    uint256 workerStake;
    uint256 ratio;
    uint256 trust;
    bool tee;
    bool hasBroker;
    uint256 timeref;
    uint256 start;
    uint256 first;
    uint256 size;
    uint256 opened;
    uint256 paid;
}

/// @dev A task as it must be. `winner` is one of the three results there are.
struct Job {
    bytes32 id;
    uint256 bargain;
    TaskStatusEnum status;
    address[] workers;
    uint8 winner;
    uint256 winners;
    uint256 reveals;
    uint256 revealDeadline;
}

/// @dev A contribution as it must be. Who copied a result does not know what to reveal.
struct Entry {
    ContributionStatusEnum status;
    uint8 result;
    bool copied;
    uint256 credibility;
}

/// @title Deals and tasks, followed apart from the hub.
abstract contract Ghosts is Book {
    uint8 internal constant RESULTS = 3;

    Bargain[] internal bargains;
    Job[] internal jobs;
    mapping(bytes32 taskid => mapping(address worker => Entry)) internal entries;
    mapping(address worker => uint256) internal scores;
    bool internal hasBroker;

    /// @dev Every handler's frame: the dice that decide everything, and the time.
    modifier verb(uint256 seed) {
        _setDice(seed);
        vm.warp(now_);
        _;
    }

    /// @dev Some task of a status, if there is one.
    function _find(TaskStatusEnum status) internal returns (bool found, uint256 j) {
        uint256 n = jobs.length;
        if (n == 0) return (false, 0);
        uint256 start = _roll(n);
        for (uint256 i; i < n; ++i) {
            j = (start + i) % n;
            if (jobs[j].status == status) return (true, j);
        }
    }

    /// @dev Some deal with tasks to open, if there is one; else any.
    function _unopened() internal returns (uint256 b) {
        uint256 n = bargains.length;
        b = _roll(n);
        for (uint256 i; i < n && bargains[b].opened == bargains[b].size; ++i) {
            b = (b + 1) % n;
        }
    }

    function _result(uint8 result) internal pure returns (bytes memory) {
        return abi.encodePacked("result ", bytes1(0x30 + result));
    }

    function _digest(uint8 result) internal pure returns (bytes32) {
        return keccak256(_result(result));
    }

    function _taskPrice(Bargain storage b) internal view returns (uint256) {
        return b.appPrice + b.datasetPrice + b.poolPrice;
    }

    function _poolStake(Bargain storage b) internal view returns (uint256) {
        return b.poolPrice * 30 / 100;
    }

    function _finalDeadline(Bargain storage b) internal view returns (uint256) {
        return b.start + 10 * b.timeref;
    }

    /// @dev The task moved, and the hub agrees.
    function _move(uint256 j, TaskStatusEnum status) internal {
        jobs[j].status = status;
        assertEq(uint8(hub.viewTask(jobs[j].id).status), uint8(status), "status of a task");
    }

    /// @dev The next task of a deal, whatever happened to it since.
    function _open(uint256 b) internal returns (uint256 j) {
        Bargain storage bargain = bargains[b];
        j = jobs.length;
        Job storage job = jobs.push();
        job.id = keccak256(abi.encodePacked(bargain.id, bargain.first + bargain.opened++));
        job.bargain = b;
        job.status = TaskStatusEnum.ACTIVE;
    }
}
