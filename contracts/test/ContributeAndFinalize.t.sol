// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../src/types/Errors.sol";
import {HubEvents} from "../src/types/HubEvents.sol";
import {Contribution, ContributionStatusEnum, Task, TaskStatusEnum} from "../src/types/Views.sol";
import {Network, Orders} from "./support/Network.sol";

contract ContributeAndFinalizeTest is Network {
    bytes32 private constant DIGEST = keccak256("result");

    function test_completes_in_one_step() public {
        bytes32 taskid = _task(1);
        bytes32 hash = _resultHash(taskid, DIGEST);
        vm.expectEmit(address(hub));
        emit HubEvents.TaskContribute(taskid, _worker(0), hash);
        vm.expectEmit(address(hub));
        emit HubEvents.TaskConsensus(taskid, hash);
        vm.expectEmit(address(hub));
        emit HubEvents.TaskReveal(taskid, _worker(0), DIGEST);
        vm.expectEmit(address(hub));
        emit HubEvents.TaskFinalize(taskid, "/ipfs/result");
        _contributeAndFinalize(taskid, _worker(0), "/ipfs/result", "");

        Task memory task = hub.viewTask(taskid);
        assertEq(uint8(task.status), uint8(TaskStatusEnum.COMPLETED), "status");
        assertEq(task.consensusValue, hash, "consensus");
        assertEq(task.resultDigest, DIGEST, "digest");
        assertEq(task.revealDeadline, START + 2 * T, "reveal deadline");
        assertEq(task.revealCounter, 1, "reveals");
        assertEq(task.winnerCounter, 1, "winners");
        assertEq(task.contributors[0], _worker(0), "contributor");
        assertEq(task.results, "/ipfs/result", "results");
        Contribution memory c = hub.viewContribution(taskid, _worker(0));
        assertEq(uint8(c.status), uint8(ContributionStatusEnum.PROVED), "contribution");
        assertEq(c.resultHash, hash, "hash");
        assertEq(c.resultSeal, _seal(_worker(0), taskid, DIGEST), "seal");
        assertEq(c.weight, 0, "weight");
    }

    function test_pays_worker_and_scheduler() public {
        _contributeAndFinalize(_task(1), _worker(0), "", "");
        _assertAccount(requester, -int256(TASK_PRICE), 0, "requester");
        _assertAccount(_worker(0), 990, 0, "worker");
        _assertAccount(scheduler, 10, 0, "scheduler");
        assertEq(_stakeOf(appOwner), APP_PRICE, "app owner");
        assertEq(_stakeOf(datasetOwner), DATASET_PRICE, "dataset owner");
        assertEq(hub.viewScore(_worker(0)), 0, "no score");
    }

    function test_needs_no_stake() public {
        address poor = vm.addr(0xBEE);
        _contributeAndFinalize(_task(1), poor, "", "");
        assertEq(_stakeOf(poor), 990, "paid");
    }

    function test_with_an_enclave() public {
        Orders memory o = _orders();
        o.app.tag = o.workerpool.tag = o.request.tag = bytes32(uint256(0x03));
        bytes32 taskid = hub.initialize(_signAndMatch(o), 0);
        address enclave = vm.addr(ENCLAVE);
        address worker = _worker(0);
        bytes memory authorization = _messageSignature(SCHEDULER, keccak256(abi.encodePacked(worker, taskid, enclave)));
        bytes memory proof = _messageSignature(
            ENCLAVE, keccak256(abi.encodePacked(_resultHash(taskid, DIGEST), _seal(worker, taskid, DIGEST)))
        );
        vm.prank(worker);
        vm.expectRevert(abi.encodeWithSelector(EnclaveRequired.selector, taskid));
        hub.contributeAndFinalize(taskid, DIGEST, "", "", address(0), "", authorization);
        vm.prank(worker);
        vm.expectRevert(abi.encodeWithSelector(InvalidEnclaveSignature.selector, taskid, enclave));
        hub.contributeAndFinalize(taskid, DIGEST, "", "", enclave, authorization, authorization);
        vm.prank(worker);
        hub.contributeAndFinalize(taskid, DIGEST, "", "", enclave, proof, authorization);
        assertEq(hub.viewContribution(taskid, worker).enclaveChallenge, enclave, "enclave");
    }

    function test_is_for_trust_one() public {
        bytes32 taskid = _task(2);
        vm.expectRevert(abi.encodeWithSelector(TrustAboveOne.selector, taskid, 2));
        hub.contributeAndFinalize(taskid, DIGEST, "", "", address(0), "", "");
    }

    function test_is_for_fresh_tasks() public {
        Orders memory o = _orders();
        o.request.trust = 1;
        bytes32 taskid = hub.initialize(_signAndMatch(o), 0);
        _contribute(taskid, _worker(1), keccak256("wrong"));
        vm.warp(START + 2 * T);
        vm.prank(scheduler);
        hub.reopen(taskid);
        vm.expectRevert(abi.encodeWithSelector(TaskHasContributions.selector, taskid, 1));
        hub.contributeAndFinalize(taskid, DIGEST, "", "", address(0), "", "");
    }

    function test_is_refused_after_the_deadline() public {
        bytes32 taskid = _task(1);
        vm.warp(START + 7 * T);
        vm.expectRevert(abi.encodeWithSelector(ContributionDeadlineReached.selector, taskid, START + 7 * T));
        hub.contributeAndFinalize(taskid, DIGEST, "", "", address(0), "", "");
    }

    function test_happens_once() public {
        bytes32 taskid = _task(1);
        _contributeAndFinalize(taskid, _worker(0), "", "");
        vm.expectRevert(abi.encodeWithSelector(WrongTaskStatus.selector, taskid, TaskStatusEnum.COMPLETED));
        hub.contributeAndFinalize(taskid, DIGEST, "", "", address(0), "", "");
    }

    function test_needs_authorization() public {
        bytes32 taskid = _task(1);
        bytes memory anothers = _authorization(_worker(1), taskid);
        vm.prank(_worker(0));
        vm.expectRevert(abi.encodeWithSelector(InvalidAuthorization.selector, taskid, _worker(0), scheduler));
        hub.contributeAndFinalize(taskid, DIGEST, "", "", address(0), "", anothers);
    }

    function test_callback_data_must_be_the_result() public {
        bytes32 taskid = _task(1);
        vm.expectRevert(abi.encodeWithSelector(ResultsCallbackMismatch.selector, taskid, DIGEST));
        hub.contributeAndFinalize(taskid, DIGEST, "", "not the result", address(0), "", "");
        _contributeAndFinalize(taskid, _worker(0), "", "result");
        assertEq(hub.resultFor(taskid), "result", "kept though nobody is called");
    }

    function testFuzz_the_price_is_shared_by_the_ratio(uint64 price, uint8 ratio, address worker) public {
        vm.assume(worker != scheduler && worker != appOwner && worker != datasetOwner && hub.balanceOf(worker) == 0);
        vm.assume(worker != address(hub));
        vm.prank(scheduler);
        (bool ok,) = workerpool.call(abi.encodeWithSignature("changePolicy(uint256,uint256)", 30, ratio % 101));
        assertTrue(ok, "policy");
        Orders memory o = _orders();
        o.workerpool.workerpoolprice = o.request.workerpoolmaxprice = price % 1e11;
        bytes32 taskid = hub.initialize(_signAndMatch(o), 0);
        _contributeAndFinalize(taskid, worker, "", "");
        uint256 reward = price % 1e11 * (100 - ratio % 101) / 100;
        assertEq(_stakeOf(worker), reward, "worker");
        _assertAccount(scheduler, int256(price % 1e11 - reward), 0, "scheduler");
        assertEq(hub.balanceOf(address(hub)), 0, "nothing stays locked");
    }

    function testFuzz_results_are_kept_whole(bytes calldata results, bytes calldata data) public {
        bytes32 taskid = _task(1);
        bytes memory authorization = _authorization(_worker(0), taskid);
        vm.prank(_worker(0));
        hub.contributeAndFinalize(taskid, keccak256(data), results, data, address(0), "", authorization);
        assertEq(hub.viewTask(taskid).results, results, "results");
        assertEq(hub.viewTask(taskid).resultsCallback, data, "callback data");
        assertEq(hub.resultFor(taskid), data, "for the callback");
    }

    function _contributeAndFinalize(bytes32 taskid, address worker, bytes memory results, bytes memory callback)
        private
    {
        bytes memory authorization = _authorization(worker, taskid);
        vm.prank(worker);
        hub.contributeAndFinalize(taskid, DIGEST, results, callback, address(0), "", authorization);
    }
}
