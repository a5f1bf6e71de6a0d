// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../src/types/Errors.sol";
import {HubEvents} from "../src/types/HubEvents.sol";
import {Contribution, ContributionStatusEnum, Task, TaskStatusEnum} from "../src/types/Views.sol";
import {Network} from "./support/Network.sol";

contract RevealTest is Network {
    bytes32 private constant DIGEST = keccak256("result");
    bytes32 private constant OTHER = keccak256("other result");
    bytes32 private taskid;

    function setUp() public override {
        super.setUp();
        taskid = _task(3);
        _contribute(taskid, _worker(2), OTHER);
        _contribute(taskid, _worker(0), DIGEST);
        _contribute(taskid, _worker(1), DIGEST);
        _contribute(taskid, _worker(3), DIGEST);
    }

    function test_proves_the_contribution() public {
        vm.expectEmit(address(hub));
        emit HubEvents.TaskReveal(taskid, _worker(1), DIGEST);
        _reveal(taskid, _worker(1), DIGEST);
        Task memory task = hub.viewTask(taskid);
        assertEq(task.revealCounter, 1, "reveals");
        assertEq(task.resultDigest, DIGEST, "digest");
        assertEq(task.consensusValue, _resultHash(taskid, DIGEST), "consensus stays");
        Contribution memory c = hub.viewContribution(taskid, _worker(1));
        assertEq(uint8(c.status), uint8(ContributionStatusEnum.PROVED), "status");
        assertEq(c.resultHash, _resultHash(taskid, DIGEST), "hash stays");
        assertEq(hub.viewContribution(taskid, _worker(0)).resultHash, _resultHash(taskid, DIGEST), "the others' too");
        assertEq(hub.viewContribution(taskid, _worker(2)).resultHash, _resultHash(taskid, OTHER), "the loser's too");
        _reveal(taskid, _worker(0), DIGEST);
        assertEq(hub.viewTask(taskid).revealCounter, 2, "second reveal");
    }

    function test_needs_the_consensus() public {
        bytes32 open = _anotherTask();
        vm.prank(_worker(0));
        vm.expectRevert(abi.encodeWithSelector(WrongTaskStatus.selector, open, TaskStatusEnum.ACTIVE));
        hub.reveal(open, DIGEST);
    }

    function test_is_refused_after_the_deadline() public {
        vm.warp(START + 2 * T);
        vm.prank(_worker(0));
        vm.expectRevert(abi.encodeWithSelector(RevealDeadlineReached.selector, taskid, START + 2 * T));
        hub.reveal(taskid, DIGEST);
    }

    function test_is_for_contributors() public {
        vm.prank(_worker(4));
        vm.expectRevert(
            abi.encodeWithSelector(NothingToReveal.selector, taskid, _worker(4), ContributionStatusEnum.UNSET)
        );
        hub.reveal(taskid, DIGEST);
    }

    function test_is_refused_twice() public {
        _reveal(taskid, _worker(0), DIGEST);
        vm.prank(_worker(0));
        vm.expectRevert(
            abi.encodeWithSelector(NothingToReveal.selector, taskid, _worker(0), ContributionStatusEnum.PROVED)
        );
        hub.reveal(taskid, DIGEST);
    }

    function test_is_for_winners() public {
        vm.prank(_worker(2));
        vm.expectRevert(abi.encodeWithSelector(NotInConsensus.selector, taskid, _worker(2)));
        hub.reveal(taskid, OTHER);
    }

    function test_another_digest_is_refused() public {
        vm.prank(_worker(0));
        vm.expectRevert(abi.encodeWithSelector(ResultHashMismatch.selector, taskid, OTHER));
        hub.reveal(taskid, OTHER);
        _reveal(taskid, _worker(1), DIGEST);
        vm.prank(_worker(0));
        vm.expectRevert(abi.encodeWithSelector(ResultHashMismatch.selector, taskid, OTHER));
        hub.reveal(taskid, OTHER);
    }

    /// @dev Who copies another's hash cannot make the seal that goes with it.
    function test_a_copied_result_is_refused() public {
        bytes32 copied = _anotherTask();
        bytes memory authorization = _authorization(_worker(0), copied);
        vm.prank(_worker(0));
        hub.contribute(copied, _resultHash(copied, DIGEST), bytes32("a guess"), address(0), "", authorization);
        _contribute(copied, _worker(1), DIGEST);
        _reveal(copied, _worker(1), DIGEST);
        vm.prank(_worker(0));
        vm.expectRevert(abi.encodeWithSelector(ResultSealMismatch.selector, copied, _worker(0)));
        hub.reveal(copied, DIGEST);
    }

    function test_reopen_rejects_who_kept_silent() public {
        vm.warp(START + 2 * T);
        vm.expectEmit(address(hub));
        emit HubEvents.TaskReopen(taskid);
        vm.prank(scheduler);
        hub.reopen(taskid);

        Task memory task = hub.viewTask(taskid);
        assertEq(uint8(task.status), uint8(TaskStatusEnum.ACTIVE), "status");
        assertEq(task.consensusValue, 0, "consensus");
        assertEq(task.revealDeadline, 0, "reveal deadline");
        assertEq(task.winnerCounter, 0, "winners");
        assertEq(uint8(_statusOf(_worker(0))), uint8(ContributionStatusEnum.REJECTED), "winner");
        assertEq(uint8(_statusOf(_worker(2))), uint8(ContributionStatusEnum.CONTRIBUTED), "loser");
    }

    /// @dev After reopening the rejected count for nothing: the loser's group (2) needs 2·3 > (1+2)·2, one more of it.
    function test_a_reopened_task_reaches_another_consensus() public {
        vm.warp(START + 2 * T);
        vm.prank(scheduler);
        hub.reopen(taskid);
        _contribute(taskid, _worker(4), OTHER);
        Task memory task = hub.viewTask(taskid);
        assertEq(task.consensusValue, _resultHash(taskid, OTHER), "consensus");
        assertEq(task.winnerCounter, 2, "winners");
        _reveal(taskid, _worker(2), OTHER);
        _reveal(taskid, _worker(4), OTHER);
        _finalize(taskid, "");
        for (uint256 i = 0; i < 5; ++i) {
            bool rejected = i == 0 || i == 1 || i == 3;
            assertEq(hub.viewScore(_worker(i)), rejected ? 0 : 1, "score");
            assertEq(_lockedOf(_worker(i)), 0, "nothing stays locked");
        }
        assertEq(_stakeOf(_worker(0)), FUNDS - WORKER_STAKE, "the rejected lose their stake");
        // (1000 + 3·300) · 99% / 2
        assertEq(_stakeOf(_worker(4)), FUNDS + 940, "winner");
    }

    function test_a_reopened_task_can_reach_the_same_result() public {
        vm.warp(START + 2 * T);
        vm.prank(scheduler);
        hub.reopen(taskid);
        _contribute(taskid, _worker(4), DIGEST);
        _contribute(taskid, vm.addr(0xC0FFEE), DIGEST, true);
        assertEq(hub.viewTask(taskid).winnerCounter, 0, "4 of 7: not yet");
        _contribute(taskid, vm.addr(0xC0FFEF), DIGEST, true);
        assertEq(hub.viewTask(taskid).winnerCounter, 3, "8 of 11: only the new ones count");
        assertEq(hub.viewTask(taskid).consensusValue, _resultHash(taskid, DIGEST), "consensus");
    }

    function test_the_rejected_cannot_try_again() public {
        vm.warp(START + 2 * T);
        vm.prank(scheduler);
        hub.reopen(taskid);
        bytes memory authorization = _authorization(_worker(0), taskid);
        vm.prank(_worker(0));
        vm.expectRevert(abi.encodeWithSelector(AlreadyContributed.selector, taskid, _worker(0)));
        hub.contribute(taskid, 0, 0, address(0), "", authorization);
    }

    /// @dev A third who finds the same result again: the group starts anew and needs as many as before.
    function test_the_rejected_cannot_reveal_when_others_find_the_same() public {
        vm.warp(START + 2 * T);
        vm.prank(scheduler);
        hub.reopen(taskid);
        _importScore(_worker(4), 51); // counts 16, as much as four fresh ones
        _contribute(taskid, _worker(4), DIGEST);
        assertEq(uint8(hub.viewTask(taskid).status), uint8(TaskStatusEnum.REVEALING), "status");
        vm.prank(_worker(0));
        vm.expectRevert(
            abi.encodeWithSelector(NothingToReveal.selector, taskid, _worker(0), uint8(ContributionStatusEnum.REJECTED))
        );
        hub.reveal(taskid, DIGEST);
        _reveal(taskid, _worker(4), DIGEST);
        assertEq(hub.viewTask(taskid).winnerCounter, 1, "the rejected are no winners");
    }

    function test_reopen_is_for_the_scheduler() public {
        vm.warp(START + 2 * T);
        vm.expectRevert(abi.encodeWithSelector(CallerIsNotTheScheduler.selector, taskid, scheduler));
        hub.reopen(taskid);
    }

    function test_reopen_waits_for_the_reveal_deadline() public {
        vm.warp(START + 2 * T - 1);
        vm.prank(scheduler);
        vm.expectRevert(abi.encodeWithSelector(RevealDeadlineNotReached.selector, taskid, START + 2 * T));
        hub.reopen(taskid);
    }

    function test_reopen_is_refused_after_a_reveal() public {
        _reveal(taskid, _worker(0), DIGEST);
        vm.warp(START + 2 * T);
        vm.prank(scheduler);
        vm.expectRevert(abi.encodeWithSelector(AlreadyRevealed.selector, taskid, 1));
        hub.reopen(taskid);
    }

    function test_reopen_is_refused_after_the_final_deadline() public {
        vm.warp(START + 10 * T);
        vm.prank(scheduler);
        vm.expectRevert(abi.encodeWithSelector(FinalDeadlineReached.selector, taskid, START + 10 * T));
        hub.reopen(taskid);
    }

    function test_reopen_needs_a_consensus() public {
        bytes32 open = _anotherTask();
        vm.prank(scheduler);
        vm.expectRevert(abi.encodeWithSelector(WrongTaskStatus.selector, open, TaskStatusEnum.ACTIVE));
        hub.reopen(open);
    }

    function testFuzz_only_the_digest_proves(bytes32 guess, uint8 who) public {
        address worker = _worker(who % 5);
        bool may = guess == DIGEST && (who % 5 == 0 || who % 5 == 1 || who % 5 == 3);
        vm.prank(worker);
        (bool ok,) = address(hub).call(abi.encodeCall(hub.reveal, (taskid, guess)));
        assertTrue(ok == may, "a guess proves nothing");
        vm.prank(worker);
        (ok,) = address(hub).call(abi.encodeCall(hub.reveal, (taskid, DIGEST)));
        assertTrue(ok == (!may && who % 5 != 2 && who % 5 != 4), "winners prove once");
    }

    function testFuzz_reopen_has_its_time(uint256 time, bool revealed) public {
        time %= 12 * T;
        if (revealed) _reveal(taskid, _worker(0), DIGEST);
        vm.warp(START + time);
        vm.prank(scheduler);
        (bool ok,) = address(hub).call(abi.encodeCall(hub.reopen, (taskid)));
        assertTrue(ok == (!revealed && time >= 2 * T && time < 10 * T), "after the reveals, before the end");
        assertEq(uint8(_statusOf(_worker(1))), uint8(ok ? 3 : 1), "rejected or not");
    }

    function _anotherTask() private returns (bytes32) {
        return _taskWithSalt(3, bytes32("another"));
    }

    function _statusOf(address worker) private view returns (ContributionStatusEnum) {
        return hub.viewContribution(taskid, worker).status;
    }

    function _contribute(bytes32 id, address worker, bytes32 digest, bool fund) private {
        if (fund) _fund(worker);
        _contribute(id, worker, digest);
    }
}
