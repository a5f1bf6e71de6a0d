// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IHubMain} from "../interfaces/IHub.sol";
import {ContributionWord, ContributionWords} from "../libraries/ContributionWord.sol";
import {Credibility} from "../libraries/Credibility.sol";
import {StoredDeal} from "../libraries/StoredDeal.sol";
import {TaskWord} from "../libraries/TaskWord.sol";
import {MAX_CONTRIBUTORS, REVEAL_DEADLINE_RATIO} from "../types/Constants.sol";
import "../types/Errors.sol";
import {TaskStatusEnum} from "../types/Views.sol";
import {Authorization} from "./Authorization.sol";
import {ContributionRecord, TaskRecord} from "./HubStorage.sol";

/// @title Workers commit to results, until enough of them agree.
abstract contract Contribute is IHubMain, Authorization {
    /// @notice Commits the sender to a result and locks its stake.
    /// @param resultHash keccak256(taskid, digest), the same for all who found the same result.
    /// @param resultSeal keccak256(worker, taskid, digest), which only who knows the digest can make.
    /// @param enclaveChallenge the enclave's address, zero without one.
    /// @param enclaveSign the enclave's signature of hash and seal, empty without one.
    /// @param authorizationSign the scheduler's, or TEE broker's, signature of worker, task and enclave.
    /// @custom:errors UnknownTask, WrongTaskStatus, ContributionDeadlineReached, AlreadyContributed, EnclaveRequired,
    /// "invalid-signature-format", InvalidAuthorization, InvalidEnclaveSignature, TooManyContributors,
    /// "IexecEscrow: Transfer amount exceeds balance"
    function contribute(
        bytes32 taskid,
        bytes32 resultHash,
        bytes32 resultSeal,
        address enclaveChallenge,
        bytes calldata enclaveSign,
        bytes calldata authorizationSign
    ) external {
        TaskRecord storage task = _tasks[taskid];
        TaskWord word = task.word;
        StoredDeal deal = _dealOf(taskid, word);
        _requireStatus(taskid, word, TaskStatusEnum.ACTIVE);
        _requireBeforeContributionDeadline(taskid, deal);
        uint256[] memory groups = _weighGroups(taskid, task, word);
        _requireAuthorization(taskid, deal, enclaveChallenge, authorizationSign);
        _requireEnclave(taskid, resultHash, resultSeal, enclaveChallenge, enclaveSign);
        if (word.contributors() == MAX_CONTRIBUTORS) revert TooManyContributors(taskid, MAX_CONTRIBUTORS);

        uint256 group = _groupOf(task, word, resultHash);
        if (group == word.groups()) {
            task.results[group] = resultHash;
            word = word.addGroup();
        }
        uint256 credibility = Credibility.ofScore(_accounts[msg.sender].word.score());
        ContributionRecord storage contribution = task.contributions[word.contributors()];
        contribution.word = ContributionWords.make(msg.sender, group, credibility);
        contribution.seal = resultSeal;
        if (enclaveChallenge != address(0)) contribution.enclave = enclaveChallenge;
        word = word.addContributor();
        _lock(msg.sender, deal.workerStake());
        emit TaskContribute(taskid, msg.sender, resultHash);

        groups[group] = Credibility.join(groups[group], credibility);
        if (_isConsensus(groups, group, deal.trust())) {
            uint256 revealDeadline = block.timestamp + REVEAL_DEADLINE_RATIO * deal.timeref();
            word = word.withConsensus(group, _countMembers(task, word, group), revealDeadline);
            emit TaskConsensus(taskid, resultHash);
        }
        task.word = word;
    }

    /// @dev The weight of every group, and room for one more. Reverts if the sender has contributed.
    function _weighGroups(bytes32 taskid, TaskRecord storage task, TaskWord word)
        private
        view
        returns (uint256[] memory groups)
    {
        groups = new uint256[](word.groups() + 1);
        for (uint256 i; i < word.contributors(); ++i) {
            ContributionWord contribution = task.contributions[i].word;
            if (contribution.worker() == msg.sender) revert AlreadyContributed(taskid, msg.sender);
            if (contribution.rejected()) continue;
            uint256 group = contribution.group();
            groups[group] = Credibility.join(groups[group], contribution.credibility());
        }
    }

    /// @dev The group of a result; the next one if nobody found it before.
    function _groupOf(TaskRecord storage task, TaskWord word, bytes32 resultHash) private view returns (uint256 group) {
        while (group < word.groups() && task.results[group] != resultHash) {
            ++group;
        }
    }

    function _isConsensus(uint256[] memory groups, uint256 group, uint256 trust) private pure returns (bool) {
        uint256 total = 1;
        for (uint256 i; i < groups.length; ++i) {
            total += groups[i];
        }
        return Credibility.reaches(groups[group], total, trust);
    }

    function _countMembers(TaskRecord storage task, TaskWord word, uint256 group) private view returns (uint256 count) {
        for (uint256 i; i < word.contributors(); ++i) {
            ContributionWord contribution = task.contributions[i].word;
            if (contribution.group() == group && !contribution.rejected()) ++count;
        }
    }
}
