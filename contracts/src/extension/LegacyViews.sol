// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Category, Contribution, ContributionStatusEnum, Deal, Task, TaskStatusEnum} from "../types/Views.sol";
import {TaskViews} from "./TaskViews.sol";

/// @title The same views as flat tuples, for clients that cannot decode structs.
abstract contract LegacyViews is TaskViews {
    /// @notice app, its owner and price; dataset, its owner and price; workerpool, its owner and price.
    function viewDealABILegacy_pt1(bytes32 id)
        external
        view
        returns (address, address, uint256, address, address, uint256, address, address, uint256)
    {
        Deal memory deal = _viewDeal(id);
        return (
            deal.app.pointer,
            deal.app.owner,
            deal.app.price,
            deal.dataset.pointer,
            deal.dataset.owner,
            deal.dataset.price,
            deal.workerpool.pointer,
            deal.workerpool.owner,
            deal.workerpool.price
        );
    }

    /// @notice trust, tag, requester, beneficiary, callback, params.
    function viewDealABILegacy_pt2(bytes32 id)
        external
        view
        returns (uint256, bytes32, address, address, address, string memory)
    {
        Deal memory deal = _viewDeal(id);
        return (deal.trust, deal.tag, deal.requester, deal.beneficiary, deal.callback, deal.params);
    }

    /// @notice category, startTime, botFirst, botSize, workerStake, schedulerRewardRatio.
    function viewConfigABILegacy(bytes32 id)
        external
        view
        returns (uint256, uint256, uint256, uint256, uint256, uint256)
    {
        Deal memory deal = _viewDeal(id);
        return (deal.category, deal.startTime, deal.botFirst, deal.botSize, deal.workerStake, deal.schedulerRewardRatio);
    }

    /// @notice stake, locked.
    function viewAccountABILegacy(address account) external view returns (uint256, uint256) {
        return (_freeOf(account), _frozenOf(account));
    }

    /// @notice status, dealid, idx, timeref, the contribution, reveal and final deadlines, consensusValue,
    /// revealCounter, winnerCounter, contributors, results.
    function viewTaskABILegacy(bytes32 taskid)
        external
        view
        returns (
            TaskStatusEnum,
            bytes32,
            uint256,
            uint256,
            uint256,
            uint256,
            uint256,
            bytes32,
            uint256,
            uint256,
            address[] memory,
            bytes memory
        )
    {
        Task memory task = _viewTask(taskid);
        return (
            task.status,
            task.dealid,
            task.idx,
            task.timeref,
            task.contributionDeadline,
            task.revealDeadline,
            task.finalDeadline,
            task.consensusValue,
            task.revealCounter,
            task.winnerCounter,
            task.contributors,
            task.results
        );
    }

    /// @notice status, resultHash, resultSeal, enclaveChallenge.
    function viewContributionABILegacy(bytes32 taskid, address worker)
        external
        view
        returns (ContributionStatusEnum, bytes32, bytes32, address)
    {
        Contribution memory contribution = _viewContribution(taskid, worker);
        return (contribution.status, contribution.resultHash, contribution.resultSeal, contribution.enclaveChallenge);
    }

    /// @notice name, description, workClockTimeRef.
    /// @custom:errors UnknownCategory
    function viewCategoryABILegacy(uint256 catid) external view returns (string memory, string memory, uint256) {
        Category memory category = _viewCategory(catid);
        return (category.name, category.description, category.workClockTimeRef);
    }

    function _viewCategory(uint256 catid) internal view virtual returns (Category memory);
}
