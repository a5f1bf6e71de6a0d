// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IHubMain} from "../interfaces/IHub.sol";
import {ContributionWords} from "../libraries/ContributionWord.sol";
import {StoredDeal} from "../libraries/StoredDeal.sol";
import {TaskWord} from "../libraries/TaskWord.sol";
import {REVEAL_DEADLINE_RATIO} from "../types/Constants.sol";
import "../types/Errors.sol";
import {TaskStatusEnum} from "../types/Views.sol";
import {Authorization} from "./Authorization.sol";
import {ContributionRecord, TaskRecord} from "./HubStorage.sol";
import {Settlement} from "./Settlement.sol";

/// @title Tasks of trust 1 in one step: one worker, no replication, no stake, no score.
abstract contract ContributeAndFinalize is IHubMain, Authorization, Settlement {
    /// @notice Contributes, proves and completes at once. Arguments as for `contribute`, `reveal` and `finalize`; the
    /// enclave signs keccak256(hash, seal) made of the digest.
    /// @custom:errors UnknownTask, WrongTaskStatus, ContributionDeadlineReached, TaskHasContributions, TrustAboveOne,
    /// ResultsCallbackMismatch, EnclaveRequired, "invalid-signature-format", InvalidAuthorization,
    /// InvalidEnclaveSignature, DataTooLong, CodeNotWritten, InsufficientCallbackGas
    function contributeAndFinalize(
        bytes32 taskid,
        bytes32 resultDigest,
        bytes calldata results,
        bytes calldata resultsCallback,
        address enclaveChallenge,
        bytes calldata enclaveSign,
        bytes calldata authorizationSign
    ) external {
        TaskWord word = _tasks[taskid].word;
        StoredDeal deal = _dealOf(taskid, word);
        _requireStatus(taskid, word, TaskStatusEnum.ACTIVE);
        _requireBeforeContributionDeadline(taskid, deal);
        if (word.contributors() != 0) revert TaskHasContributions(taskid, word.contributors());
        if (deal.trust() != 1) revert TrustAboveOne(taskid, deal.trust());
        if (_needsCallbackData(deal, resultsCallback)) _requireCallbackData(taskid, resultDigest, resultsCallback);
        _requireAuthorization(taskid, deal, enclaveChallenge, authorizationSign);
        bytes32 hash = _resultHash(taskid, resultDigest);
        {
            bytes32 seal = _resultSeal(msg.sender, taskid, resultDigest);
            _requireEnclave(taskid, hash, seal, enclaveChallenge, enclaveSign);
            uint256 revealDeadline = block.timestamp + REVEAL_DEADLINE_RATIO * deal.timeref();
            word = word.addContributor().addGroup().withConsensus(0, 1, revealDeadline).withProof(0);
            _recordProof(taskid, word, resultDigest, seal, enclaveChallenge);
        }
        _settleSuccess(taskid, deal);
        _payWorker(taskid, deal);

        emit TaskContribute(taskid, msg.sender, hash);
        emit TaskConsensus(taskid, hash);
        emit TaskReveal(taskid, msg.sender, resultDigest);
        _publish(taskid, deal, results, resultsCallback);
    }

    function _recordProof(bytes32 taskid, TaskWord word, bytes32 digest, bytes32 seal, address enclave) private {
        TaskRecord storage task = _tasks[taskid];
        task.word = word.withStatus(TaskStatusEnum.COMPLETED);
        task.results[0] = digest;
        ContributionRecord storage contribution = task.contributions[0];
        contribution.word = ContributionWords.make(msg.sender, 0, 0);
        contribution.seal = seal;
        if (enclave != address(0)) contribution.enclave = enclave;
    }

    function _payWorker(bytes32 taskid, StoredDeal deal) private {
        uint256 price = deal.poolPrice();
        uint256 reward = price * (100 - deal.schedulerRewardRatio()) / 100;
        _reward(msg.sender, reward, taskid);
        _reward(deal.scheduler(), price - reward, taskid);
    }
}
