// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Credibility} from "../libraries/Credibility.sol";
import {MAX_CONTRIBUTORS, REVEAL_DEADLINE_RATIO} from "../types/Constants.sol";
import "../types/Errors.sol";
import {ContributionStatusEnum, Deal, TaskStatusEnum} from "../types/Views.sol";
import {Authorization} from "./Authorization.sol";
import {ContributionRecord, TaskHead, TaskRecord} from "./HubStorage.sol";

/// @title Workers commit to results, until enough of them agree.
abstract contract Contribute is Authorization {
    /// @notice Commits the sender to a result and locks its stake.
    /// @param resultHash keccak256(taskid, digest), the same for all who found the same result.
    /// @param resultSeal keccak256(worker, taskid, digest), which only who knows the digest can make.
    /// @param enclaveChallenge the enclave's address, zero without one.
    /// @param enclaveSign the enclave's signature of hash and seal, empty without one.
    /// @param authorizationSign the scheduler's, or TEE broker's, signature of worker, task and enclave.
    function contribute(
        bytes32 taskid,
        bytes32 resultHash,
        bytes32 resultSeal,
        address enclaveChallenge,
        bytes calldata enclaveSign,
        bytes calldata authorizationSign
    ) external {
        (Deal memory deal, uint256 timeref) = _dealOf(taskid);
        TaskRecord storage task = _tasks[taskid];
        TaskHead memory head = task.head;
        _requireStatus(taskid, head, TaskStatusEnum.ACTIVE);
        _requireBeforeContributionDeadline(taskid, deal, timeref);
        uint256[] memory groups = _weighGroups(taskid, task, head);
        _requireAuthorization(taskid, deal, enclaveChallenge, authorizationSign);
        _requireEnclave(taskid, resultHash, resultSeal, enclaveChallenge, enclaveSign);
        if (head.contributors == MAX_CONTRIBUTORS) revert TooManyContributors(taskid, MAX_CONTRIBUTORS);

        uint8 group = _groupOf(task, head, resultHash);
        uint256 credibility = Credibility.ofScore(_accounts[msg.sender].score);
        _record(task, head, group, credibility, resultSeal, enclaveChallenge);
        _lock(msg.sender, deal.workerStake);
        emit TaskContribute(taskid, msg.sender, resultHash);

        groups[group] = Credibility.join(groups[group], credibility);
        if (_isConsensus(groups, group, deal.trust)) {
            head.status = TaskStatusEnum.REVEALING;
            head.winner = group + 1;
            head.winners = _countMembers(task, head, group);
            head.revealDeadline = uint40(block.timestamp + REVEAL_DEADLINE_RATIO * timeref);
            emit TaskConsensus(taskid, resultHash);
        }
        task.head = head;
    }

    /// @dev The weight of every group, and room for one more. Reverts if the sender has contributed.
    function _weighGroups(bytes32 taskid, TaskRecord storage task, TaskHead memory head)
        private
        view
        returns (uint256[] memory groups)
    {
        groups = new uint256[](uint256(head.groups) + 1);
        for (uint256 i; i < head.contributors; ++i) {
            ContributionRecord storage contribution = task.contributions[i];
            if (contribution.worker == msg.sender) revert AlreadyContributed(taskid, msg.sender);
            if (contribution.status == ContributionStatusEnum.CONTRIBUTED) {
                uint256 group = contribution.group;
                groups[group] = Credibility.join(groups[group], contribution.credibility);
            }
        }
    }

    /// @dev The group of a result; a new one if nobody found it before.
    function _groupOf(TaskRecord storage task, TaskHead memory head, bytes32 resultHash) private returns (uint8 group) {
        for (; group < head.groups; ++group) {
            if (task.results[group] == resultHash) return group;
        }
        task.results[group] = resultHash;
        ++head.groups;
    }

    function _record(
        TaskRecord storage task,
        TaskHead memory head,
        uint8 group,
        uint256 credibility,
        bytes32 seal,
        address enclave
    ) private {
        ContributionRecord storage contribution = task.contributions[head.contributors++];
        contribution.worker = msg.sender;
        contribution.status = ContributionStatusEnum.CONTRIBUTED;
        contribution.group = group;
        contribution.credibility = uint32(credibility);
        contribution.seal = seal;
        if (enclave != address(0)) contribution.enclave = enclave;
    }

    function _isConsensus(uint256[] memory groups, uint256 group, uint256 trust) private pure returns (bool) {
        uint256 total = 1;
        for (uint256 i; i < groups.length; ++i) {
            total += groups[i];
        }
        return Credibility.reaches(groups[group], total, trust);
    }

    function _countMembers(TaskRecord storage task, TaskHead memory head, uint8 group)
        private
        view
        returns (uint8 count)
    {
        for (uint256 i; i < head.contributors; ++i) {
            ContributionRecord storage contribution = task.contributions[i];
            if (contribution.group == group && contribution.status == ContributionStatusEnum.CONTRIBUTED) ++count;
        }
    }
}
