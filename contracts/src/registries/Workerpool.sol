// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IWorkerpool} from "../interfaces/Registries.sol";
import {MAX_WORKER_STAKE_RATIO} from "../types/Constants.sol";
import {PolicyOutOfBounds} from "../types/Errors.sol";
import {Fields} from "./Fields.sol";
import {RegistryEntry} from "./RegistryEntry.sol";

/// @title A workerpool: machines that one scheduler speaks for, and its terms.
contract Workerpool is IWorkerpool, RegistryEntry {
    uint256 private constant DEFAULT_WORKER_STAKE_RATIO = 30;
    uint256 private constant DEFAULT_SCHEDULER_REWARD_RATIO = 1;

    /// @dev Unchanged policies are not stored.
    bool private _changed;
    uint16 private _workerStakeRatio;
    uint8 private _schedulerRewardRatio;

    event PolicyUpdate(
        uint256 oldWorkerStakeRatioPolicy,
        uint256 newWorkerStakeRatioPolicy,
        uint256 oldSchedulerRewardRatioPolicy,
        uint256 newSchedulerRewardRatioPolicy
    );

    /// @notice What the pool says of itself.
    function m_workerpoolDescription() external view returns (string memory) {
        return string(Fields.read(0));
    }

    /// @notice What a worker stakes for a task, in percent of the pool's price.
    function m_workerStakeRatioPolicy() public view returns (uint256) {
        return _changed ? _workerStakeRatio : DEFAULT_WORKER_STAKE_RATIO;
    }

    /// @notice What the scheduler keeps of a reward, in percent.
    function m_schedulerRewardRatioPolicy() public view returns (uint256) {
        return _changed ? _schedulerRewardRatio : DEFAULT_SCHEDULER_REWARD_RATIO;
    }

    /// @notice Sets the terms of deals to come: the stake up to 1000 percent, the scheduler's part up to 100.
    /// @custom:errors "caller is not the owner", PolicyOutOfBounds
    function changePolicy(uint256 newWorkerStakeRatio, uint256 newSchedulerRewardRatio) external onlyOwner {
        if (newWorkerStakeRatio > MAX_WORKER_STAKE_RATIO || newSchedulerRewardRatio > 100) {
            revert PolicyOutOfBounds(newWorkerStakeRatio, newSchedulerRewardRatio);
        }
        emit PolicyUpdate(
            m_workerStakeRatioPolicy(), newWorkerStakeRatio, m_schedulerRewardRatioPolicy(), newSchedulerRewardRatio
        );
        _changed = true;
        _workerStakeRatio = uint16(newWorkerStakeRatio);
        _schedulerRewardRatio = uint8(newSchedulerRewardRatio);
    }

    /// @notice Always reverts: an entry has its content from the start.
    /// @dev Virtual, or the compiler would insist on a pure function, which clients do not send.
    /// @custom:errors "already initialized"
    function initialize(string calldata) external virtual {
        revert("already initialized");
    }
}
