// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DealCode} from "../libraries/DealCode.sol";
import {StoredDeal} from "../libraries/StoredDeal.sol";
import {TaskWord} from "../libraries/TaskWord.sol";
import {CONTRIBUTION_DEADLINE_RATIO, FINAL_DEADLINE_RATIO} from "../types/Constants.sol";
import "../types/Errors.sol";
import {TaskStatusEnum} from "../types/Views.sol";
import {Ledger} from "./Ledger.sol";

/// @title What all calls on a task share.
abstract contract TaskBase is Ledger {
    function _dealOf(bytes32 taskid, TaskWord word) internal view returns (StoredDeal) {
        if (word.status() == TaskStatusEnum.UNSET) revert UnknownTask(taskid);
        return DealCode.load(word.deal());
    }

    function _requireStatus(bytes32 taskid, TaskWord word, TaskStatusEnum status) internal pure {
        if (word.status() != status) revert WrongTaskStatus(taskid, word.status());
    }

    function _requireScheduler(bytes32 taskid, StoredDeal deal) internal view {
        if (msg.sender != deal.scheduler()) revert CallerIsNotTheScheduler(taskid, deal.scheduler());
    }

    function _requireBeforeContributionDeadline(bytes32 taskid, StoredDeal deal) internal view {
        uint256 deadline = _contributionDeadline(deal);
        if (deadline <= block.timestamp) revert ContributionDeadlineReached(taskid, deadline);
    }

    function _requireBeforeFinalDeadline(bytes32 taskid, StoredDeal deal) internal view {
        uint256 deadline = _finalDeadline(deal);
        if (deadline <= block.timestamp) revert FinalDeadlineReached(taskid, deadline);
    }

    function _contributionDeadline(StoredDeal deal) internal pure returns (uint256) {
        return deal.startTime() + CONTRIBUTION_DEADLINE_RATIO * deal.timeref();
    }

    function _finalDeadline(StoredDeal deal) internal pure returns (uint256) {
        return deal.startTime() + FINAL_DEADLINE_RATIO * deal.timeref();
    }

    function _resultHash(bytes32 taskid, bytes32 digest) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(taskid, digest));
    }

    function _resultSeal(address worker, bytes32 taskid, bytes32 digest) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(worker, taskid, digest));
    }
}
