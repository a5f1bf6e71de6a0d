// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {REVEAL_DEADLINE_RATIO} from "../types/Constants.sol";
import "../types/Errors.sol";
import {ContributionStatusEnum, Deal, TaskStatusEnum} from "../types/Views.sol";
import {Authorization} from "./Authorization.sol";
import {ContributionRecord, TaskHead, TaskRecord} from "./HubStorage.sol";
import {Settlement} from "./Settlement.sol";

/// @title Tasks of trust 1 in one step: one worker, no replication, no stake, no score.
abstract contract ContributeAndFinalize is Authorization, Settlement {
    /// @notice Contributes, proves and completes at once. Arguments as for `contribute`, `reveal` and `finalize`; the
    /// enclave signs keccak256(hash, seal) made of the digest.
    function contributeAndFinalize(
        bytes32 taskid,
        bytes32 resultDigest,
        bytes calldata results,
        bytes calldata resultsCallback,
        address enclaveChallenge,
        bytes calldata enclaveSign,
        bytes calldata authorizationSign
    ) external {
        (Deal memory deal, uint256 timeref) = _dealOf(taskid);
        TaskHead memory head = _tasks[taskid].head;
        _requireStatus(taskid, head, TaskStatusEnum.ACTIVE);
        _requireBeforeContributionDeadline(taskid, deal, timeref);
        if (head.contributors != 0) revert TaskHasContributions(taskid, head.contributors);
        if (deal.trust != 1) revert TrustAboveOne(taskid, deal.trust);
        _requireCallbackData(taskid, deal, resultDigest, resultsCallback);
        _requireAuthorization(taskid, deal, enclaveChallenge, authorizationSign);
        bytes32 hash = _resultHash(taskid, resultDigest);
        {
            bytes32 seal = _resultSeal(msg.sender, taskid, resultDigest);
            _requireEnclave(taskid, hash, seal, enclaveChallenge, enclaveSign);
            head.revealDeadline = uint40(block.timestamp + REVEAL_DEADLINE_RATIO * timeref);
            _recordProof(taskid, head, resultDigest, seal, enclaveChallenge);
        }
        _settleSuccess(taskid, deal);
        _payWorker(taskid, deal);

        emit TaskContribute(taskid, msg.sender, hash);
        emit TaskConsensus(taskid, hash);
        emit TaskReveal(taskid, msg.sender, resultDigest);
        _publish(taskid, deal, results, resultsCallback);
    }

    function _recordProof(bytes32 taskid, TaskHead memory head, bytes32 digest, bytes32 seal, address enclave) private {
        TaskRecord storage task = _tasks[taskid];
        head.status = TaskStatusEnum.COMPLETED;
        head.contributors = 1;
        head.groups = 1;
        head.winner = 1;
        head.winners = 1;
        head.reveals = 1;
        task.head = head;
        task.results[0] = digest;
        ContributionRecord storage contribution = task.contributions[0];
        contribution.worker = msg.sender;
        contribution.status = ContributionStatusEnum.PROVED;
        contribution.seal = seal;
        if (enclave != address(0)) contribution.enclave = enclave;
    }

    function _payWorker(bytes32 taskid, Deal memory deal) private {
        uint256 reward = deal.workerpool.price * (100 - deal.schedulerRewardRatio) / 100;
        _reward(msg.sender, reward, taskid);
        _reward(deal.workerpool.owner, deal.workerpool.price - reward, taskid);
    }
}
