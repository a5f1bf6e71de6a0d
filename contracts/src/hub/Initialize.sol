// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IHubMain} from "../interfaces/IHub.sol";
import {StoredDeal} from "../libraries/StoredDeal.sol";
import {TaskWords} from "../libraries/TaskWord.sol";
import "../types/Errors.sol";
import {TaskStatusEnum} from "../types/Views.sol";
import {OrderBook} from "./OrderBook.sol";
import {TaskBase} from "./TaskBase.sol";

/// @title Tasks open.
abstract contract Initialize is IHubMain, OrderBook, TaskBase {
    /// @notice Opens a task of a deal for contributions. Anyone may call.
    /// @param idx botFirst to botFirst+botSize−1.
    /// @return taskid keccak256(dealid, idx).
    /// @custom:errors UnknownDeal, TaskIndexOutOfRange, TaskAlreadyInitialized
    function initialize(bytes32 dealid, uint256 idx) public returns (bytes32 taskid) {
        StoredDeal deal = _findDeal(dealid);
        uint256 first = deal.botFirst();
        if (idx < first || idx - first >= deal.botSize()) {
            revert TaskIndexOutOfRange(dealid, idx, first, deal.botSize());
        }
        taskid = keccak256(abi.encodePacked(dealid, idx));
        if (_tasks[taskid].word.status() != TaskStatusEnum.UNSET) revert TaskAlreadyInitialized(taskid);
        _tasks[taskid].word = TaskWords.open(bytes14(dealid), idx);
        emit TaskInitialize(taskid, deal.pool());
    }

    /// @notice Opens several tasks.
    /// @custom:errors ArrayLengthMismatch, UnknownDeal, TaskIndexOutOfRange, TaskAlreadyInitialized
    function initializeArray(bytes32[] calldata dealids, uint256[] calldata idxs) external returns (bool) {
        if (dealids.length != idxs.length) revert ArrayLengthMismatch(dealids.length, idxs.length);
        for (uint256 i; i < dealids.length; ++i) {
            initialize(dealids[i], idxs[i]);
        }
        return true;
    }
}
