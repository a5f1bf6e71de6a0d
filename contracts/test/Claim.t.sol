// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../src/types/Errors.sol";
import {HubEvents} from "../src/types/HubEvents.sol";
import {TaskStatusEnum} from "../src/types/Views.sol";
import {Network, Orders} from "./support/Network.sol";

contract ClaimTest is Network {
    bytes32 private constant DIGEST = keccak256("result");

    function test_refunds_the_payer_and_fines_the_scheduler() public {
        bytes32 taskid = _task(3);
        _contribute(taskid, _worker(0), DIGEST);
        vm.warp(START + 10 * T);
        vm.expectEmit(address(hub));
        emit HubEvents.Unlock(requester, TASK_PRICE);
        vm.expectEmit(address(hub));
        emit HubEvents.Seize(scheduler, POOL_STAKE, taskid);
        vm.expectEmit(address(hub));
        emit HubEvents.Reward(KITTY, POOL_STAKE, taskid);
        vm.expectEmit(address(hub));
        emit HubEvents.Lock(KITTY, POOL_STAKE);
        vm.expectEmit(address(hub));
        emit HubEvents.TaskClaimed(taskid);
        hub.claim(taskid);

        assertEq(uint8(hub.viewTask(taskid).status), uint8(TaskStatusEnum.FAILED), "status");
        _assertAccount(requester, 0, 0, "requester");
        _assertAccount(scheduler, -int256(POOL_STAKE), 0, "scheduler");
        _assertAccount(_worker(0), 0, 0, "worker");
        assertEq(hub.frozenOf(KITTY), POOL_STAKE, "kitty");
        assertEq(hub.balanceOf(address(hub)), POOL_STAKE, "only the kitty stays locked");
    }

    function test_refunds_the_sponsor() public {
        Orders memory o = _orders();
        _sign(o);
        vm.prank(sponsor);
        bytes32 taskid = hub.initialize(hub.sponsorMatchOrders(o.app, o.dataset, o.workerpool, o.request), 0);
        vm.warp(START + 10 * T);
        hub.claim(taskid);
        _assertAccount(sponsor, 0, 0, "sponsor");
    }

    function test_waits_for_the_final_deadline() public {
        bytes32 taskid = _task(1);
        vm.warp(START + 10 * T - 1);
        vm.expectRevert(abi.encodeWithSelector(FinalDeadlineNotReached.selector, taskid, START + 10 * T));
        hub.claim(taskid);
    }

    function test_happens_once() public {
        bytes32 taskid = _task(1);
        vm.warp(START + 10 * T);
        hub.claim(taskid);
        vm.expectRevert(abi.encodeWithSelector(WrongTaskStatus.selector, taskid, TaskStatusEnum.FAILED));
        hub.claim(taskid);
    }

    function test_is_not_for_completed_tasks() public {
        bytes32 taskid = _consensus(bytes32("done"));
        _reveal(taskid, _worker(0), DIGEST);
        _reveal(taskid, _worker(1), DIGEST);
        _finalize(taskid, "");
        vm.warp(START + 10 * T);
        vm.expectRevert(abi.encodeWithSelector(WrongTaskStatus.selector, taskid, TaskStatusEnum.COMPLETED));
        hub.claim(taskid);
    }

    function test_unknown_tasks_are_refused() public {
        vm.expectRevert(abi.encodeWithSelector(UnknownTask.selector, bytes32("nothing")));
        hub.claim(bytes32("nothing"));
    }

    /// @dev Published: every worker gets its stake back, so that making a task fail after the consensus is free.
    function test_winners_who_kept_silent_lose_stake_and_score() public {
        _importScore(_worker(1), 6);
        bytes32 taskid = _task(7);
        _contribute(taskid, _worker(4), keccak256("wrong"));
        for (uint256 i; i < 4; ++i) {
            _contribute(taskid, _worker(i), DIGEST);
        }
        assertEq(hub.viewTask(taskid).winnerCounter, 0, "no consensus");
        _contribute(taskid, _funded(0xC0FFEE), DIGEST);
        assertEq(hub.viewTask(taskid).winnerCounter, 5, "32 of 35");
        _reveal(taskid, _worker(0), DIGEST);
        vm.warp(START + 10 * T);
        hub.claim(taskid);
        _assertAccount(_worker(0), 0, 0, "who revealed");
        _assertAccount(_worker(4), 0, 0, "who dissented");
        _assertAccount(_worker(1), -int256(WORKER_STAKE), 0, "who kept silent");
        assertEq(hub.viewScore(_worker(1)), 4, "score of who kept silent");
        assertEq(hub.frozenOf(KITTY), POOL_STAKE + 4 * WORKER_STAKE, "kitty");
        assertEq(hub.balanceOf(address(hub)), hub.frozenOf(KITTY), "only the kitty stays locked");
    }

    function test_the_rejected_lose_stake_and_score() public {
        bytes32 taskid = _consensus(0);
        vm.warp(START + 2 * T);
        vm.prank(scheduler);
        hub.reopen(taskid);
        _contribute(taskid, _worker(2), DIGEST);
        vm.warp(START + 10 * T);
        vm.expectEmit(address(hub));
        emit HubEvents.FaultyContribution(_worker(0), taskid);
        hub.claim(taskid);
        _assertAccount(_worker(0), -int256(WORKER_STAKE), 0, "rejected");
        _assertAccount(_worker(1), -int256(WORKER_STAKE), 0, "rejected");
        _assertAccount(_worker(2), 0, 0, "came after");
        assertEq(hub.frozenOf(KITTY), POOL_STAKE + 2 * WORKER_STAKE, "kitty");
    }

    function test_of_a_task_with_the_most_contributors_is_affordable() public {
        bytes32 taskid = _crowdedTask(DIGEST);
        vm.warp(START + 10 * T);
        hub.claim{gas: 3_000_000}(taskid);
        assertEq(hub.balanceOf(address(hub)), hub.frozenOf(KITTY), "only the kitty stays locked");
        assertEq(hub.frozenOf(KITTY), POOL_STAKE + WORKER_STAKE, "of the scheduler, and of who kept silent");
    }

    function test_several_at_once() public {
        bytes32[] memory taskids = new bytes32[](2);
        taskids[0] = _task(1);
        taskids[1] = _taskWithSalt(1, bytes32("second"));
        vm.warp(START + 10 * T);
        assertTrue(hub.claimArray(taskids), "answer");
        _assertAccount(requester, 0, 0, "requester");
    }

    function test_tasks_that_nobody_opened() public {
        Orders memory o = _orders();
        o.request.volume = 2;
        bytes32 dealid = _signAndMatch(o);
        vm.warp(START + 10 * T);
        bytes32[] memory dealids = new bytes32[](2);
        uint256[] memory idxs = new uint256[](2);
        dealids[0] = dealids[1] = dealid;
        idxs[1] = 1;
        assertTrue(hub.initializeAndClaimArray(dealids, idxs), "answer");
        _assertAccount(requester, 0, 0, "requester");
        assertEq(hub.frozenOf(KITTY), 2 * POOL_STAKE, "kitty");
    }

    function testFuzz_everyone_is_refunded_in_the_end(address caller, uint256 time, uint8 contributions) public {
        bytes32 taskid = _task(200);
        for (uint256 i; i < contributions % 6; ++i) {
            _contribute(taskid, _worker(i), bytes32(i % 3));
        }
        time %= 20 * T;
        vm.warp(START + time);
        vm.prank(caller);
        (bool ok,) = address(hub).call(abi.encodeCall(hub.claim, (taskid)));
        assertTrue(ok == (time >= 10 * T), "not before");
        if (!ok) return;
        _assertAccount(requester, 0, 0, "requester");
        for (uint256 i; i < 5; ++i) {
            _assertAccount(_worker(i), 0, 0, "worker");
        }
        assertEq(hub.frozenOf(KITTY), POOL_STAKE, "kitty");
    }

    function testFuzz_several_fail_together_or_none(uint8 first, uint8 second, bool unopened) public {
        Orders memory o = _orders();
        o.request.volume = 4;
        bytes32[] memory ids = new bytes32[](2);
        uint256[] memory idxs = new uint256[](2);
        (idxs[0], idxs[1]) = (first % 4, second % 4);
        bytes32 dealid = _signAndMatch(o);
        for (uint256 i; i < 4 && !unopened; ++i) {
            hub.initialize(dealid, i);
        }
        vm.warp(START + 10 * T);
        for (uint256 i; i < 2; ++i) {
            ids[i] = unopened ? dealid : keccak256(abi.encodePacked(dealid, idxs[i]));
        }
        (bool ok,) = address(hub)
            .call(
                unopened
                    ? abi.encodeCall(hub.initializeAndClaimArray, (ids, idxs))
                    : abi.encodeCall(hub.claimArray, (ids))
            );
        assertTrue(ok == (idxs[0] != idxs[1]), "each once");
        assertEq(_lockedOf(requester), (ok ? 2 : 4) * TASK_PRICE, "what is still open");
        assertEq(hub.frozenOf(KITTY), (ok ? 2 : 0) * POOL_STAKE, "kitty");
    }

    function _consensus(bytes32 salt) private returns (bytes32 taskid) {
        taskid = _taskWithSalt(3, salt);
        _contribute(taskid, _worker(0), DIGEST);
        _contribute(taskid, _worker(1), DIGEST);
    }

    function _funded(uint256 key) private returns (address account) {
        account = vm.addr(key);
        _fund(account);
    }
}
