// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DealCode} from "../libraries/DealCode.sol";
import "../types/Errors.sol";
import {Deal, TaskStatusEnum} from "../types/Views.sol";
import {TaskRecord} from "./HubStorage.sol";
import {TaskBase} from "./TaskBase.sol";

/// @title Tasks open.
abstract contract Initialize is TaskBase {
    /// @notice Opens a task of a deal for contributions. Anyone may call.
    /// @param idx botFirst to botFirst+botSize−1.
    /// @return taskid keccak256(dealid, idx).
    function initialize(bytes32 dealid, uint256 idx) public returns (bytes32 taskid) {
        (Deal memory deal,) = DealCode.read(dealid);
        if (idx < deal.botFirst || idx - deal.botFirst >= deal.botSize) {
            revert TaskIndexOutOfRange(dealid, idx, deal.botFirst, deal.botSize);
        }
        taskid = keccak256(abi.encodePacked(dealid, idx));
        TaskRecord storage task = _tasks[taskid];
        if (task.dealid != 0) revert TaskAlreadyInitialized(taskid);
        task.dealid = dealid;
        task.head.status = TaskStatusEnum.ACTIVE;
        task.head.idx = uint64(idx);
        emit TaskInitialize(taskid, deal.workerpool.pointer);
    }

    /// @notice Opens several tasks.
    function initializeArray(bytes32[] calldata dealids, uint256[] calldata idxs) external returns (bool) {
        if (dealids.length != idxs.length) revert ArrayLengthMismatch(dealids.length, idxs.length);
        for (uint256 i; i < dealids.length; ++i) {
            initialize(dealids[i], idxs[i]);
        }
        return true;
    }
}
