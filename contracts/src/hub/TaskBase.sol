// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DealCode} from "../libraries/DealCode.sol";
import {CONTRIBUTION_DEADLINE_RATIO, FINAL_DEADLINE_RATIO} from "../types/Constants.sol";
import "../types/Errors.sol";
import {ContributionStatusEnum, Deal, TaskStatusEnum} from "../types/Views.sol";
import {ContributionRecord, TaskHead, TaskRecord} from "./HubStorage.sol";
import {Ledger} from "./Ledger.sol";

/// @title What all calls on a task share.
abstract contract TaskBase is Ledger {
    /// @dev The deal of a task and the time unit of its category in seconds.
    function _dealOf(bytes32 taskid) internal view returns (Deal memory deal, uint256 timeref) {
        bytes32 dealid = _tasks[taskid].dealid;
        if (dealid == 0) revert UnknownTask(taskid);
        return DealCode.read(dealid);
    }

    function _requireStatus(bytes32 taskid, TaskHead memory head, TaskStatusEnum status) internal pure {
        if (head.status != status) revert WrongTaskStatus(taskid, head.status);
    }

    function _requireScheduler(bytes32 taskid, Deal memory deal) internal view {
        if (msg.sender != deal.workerpool.owner) revert CallerIsNotTheScheduler(taskid, deal.workerpool.owner);
    }

    function _requireBeforeContributionDeadline(bytes32 taskid, Deal memory deal, uint256 timeref) internal view {
        uint256 deadline = deal.startTime + CONTRIBUTION_DEADLINE_RATIO * timeref;
        if (deadline <= block.timestamp) revert ContributionDeadlineReached(taskid, deadline);
    }

    function _requireBeforeFinalDeadline(bytes32 taskid, Deal memory deal, uint256 timeref) internal view {
        uint256 deadline = _finalDeadline(deal, timeref);
        if (deadline <= block.timestamp) revert FinalDeadlineReached(taskid, deadline);
    }

    function _finalDeadline(Deal memory deal, uint256 timeref) internal pure returns (uint256) {
        return deal.startTime + FINAL_DEADLINE_RATIO * timeref;
    }

    function _resultHash(bytes32 taskid, bytes32 digest) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(taskid, digest));
    }

    function _resultSeal(address worker, bytes32 taskid, bytes32 digest) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(worker, taskid, digest));
    }
}
