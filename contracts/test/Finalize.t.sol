// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../src/types/Errors.sol";
import {HubEvents} from "../src/types/HubEvents.sol";
import {Task, TaskStatusEnum} from "../src/types/Views.sol";
import {Network, Orders} from "./support/Network.sol";

contract FinalizeTest is Network {
    bytes32 private constant DIGEST = keccak256("result");
    bytes32 private constant OTHER = keccak256("other result");

    function test_two_agree_reveal_and_are_paid() public {
        bytes32 taskid = _consensusOfTwo();
        _reveal(taskid, _worker(0), DIGEST);
        _reveal(taskid, _worker(1), DIGEST);
        vm.expectEmit(address(hub));
        emit HubEvents.TaskFinalize(taskid, "/ipfs/result");
        _finalize(taskid, "/ipfs/result");

        Task memory task = hub.viewTask(taskid);
        assertEq(uint8(task.status), uint8(TaskStatusEnum.COMPLETED), "status");
        assertEq(task.resultDigest, DIGEST, "digest");
        assertEq(task.results, "/ipfs/result", "results");
        assertEq(task.resultsCallback, "", "callback data");
        assertEq(hub.resultFor(taskid), "", "result for the callback");
        _assertAccount(requester, -int256(TASK_PRICE), 0, "requester");
        assertEq(_stakeOf(appOwner), APP_PRICE, "app owner");
        assertEq(_stakeOf(datasetOwner), DATASET_PRICE, "dataset owner");
        _assertAccount(_worker(0), 495, 0, "first worker");
        _assertAccount(_worker(1), 495, 0, "second worker");
        _assertAccount(scheduler, 10, 0, "scheduler");
        assertEq(hub.balanceOf(address(hub)), 0, "nothing stays locked");
        assertEq(hub.viewScore(_worker(0)), 1, "score");
    }

    /// @dev Price 1000, stakes 300: one of two reveals and gets 99% of 1300.
    function test_who_keeps_silent_pays_who_reveals() public {
        bytes32 taskid = _consensusOfTwo();
        _reveal(taskid, _worker(0), DIGEST);
        vm.warp(START + 2 * T);
        vm.expectEmit(address(hub));
        emit HubEvents.AccurateContribution(_worker(0), taskid);
        vm.expectEmit(address(hub));
        emit HubEvents.Seize(_worker(1), WORKER_STAKE, taskid);
        vm.expectEmit(address(hub));
        emit HubEvents.FaultyContribution(_worker(1), taskid);
        _finalize(taskid, "");
        _assertAccount(_worker(0), 1287, 0, "revealer");
        _assertAccount(_worker(1), -int256(WORKER_STAKE), 0, "silent");
        _assertAccount(scheduler, 13, 0, "scheduler");
        assertEq(hub.balanceOf(address(hub)), 0, "nothing stays locked");
    }

    function test_rewards_follow_the_logarithm_of_credibility() public {
        _importScore(_worker(0), 51); // 51/3 − 1 = 16, log2 4
        bytes32 taskid = _task(20);
        _contribute(taskid, _worker(0), DIGEST);
        _contribute(taskid, _worker(1), DIGEST); // log2 1
        _reveal(taskid, _worker(0), DIGEST);
        _reveal(taskid, _worker(1), DIGEST);
        _finalize(taskid, "");
        _assertAccount(_worker(0), 792, 0, "four fifths of 990");
        _assertAccount(_worker(1), 198, 0, "one fifth of 990");
        _assertAccount(scheduler, 10, 0, "scheduler");
    }

    function test_who_is_wrong_loses_a_third_of_the_score() public {
        _importScore(_worker(4), 8);
        bytes32 taskid = _task(3);
        _contribute(taskid, _worker(4), OTHER);
        for (uint256 i; i < 3; ++i) {
            _contribute(taskid, _worker(i), DIGEST);
        }
        for (uint256 i; i < 3; ++i) {
            _reveal(taskid, _worker(i), DIGEST);
        }
        _finalize(taskid, "");
        assertEq(hub.viewScore(_worker(4)), 5, "8 * 2 / 3");
        _assertAccount(_worker(4), -int256(WORKER_STAKE), 0, "wrong");
        _assertAccount(_worker(0), 429, 0, "a third of 1287");
    }

    function test_a_lone_worker_gains_no_score() public {
        bytes32 taskid = _task(1);
        _contribute(taskid, _worker(0), DIGEST);
        _reveal(taskid, _worker(0), DIGEST);
        _finalize(taskid, "");
        assertEq(hub.viewScore(_worker(0)), 0, "no replication, no score");
        _assertAccount(_worker(0), 990, 0, "paid all the same");
    }

    function test_sponsor_pays() public {
        Orders memory o = _orders();
        _sign(o);
        vm.prank(sponsor);
        bytes32 taskid = hub.initialize(hub.sponsorMatchOrders(o.app, o.dataset, o.workerpool, o.request), 0);
        _contribute(taskid, _worker(0), DIGEST);
        _reveal(taskid, _worker(0), DIGEST);
        _finalize(taskid, "");
        _assertAccount(sponsor, -int256(TASK_PRICE), 0, "sponsor");
        _assertAccount(requester, 0, 0, "requester");
    }

    function test_is_for_the_scheduler() public {
        bytes32 taskid = _consensusOfTwo();
        vm.expectRevert(abi.encodeWithSelector(CallerIsNotTheScheduler.selector, taskid, scheduler));
        hub.finalize(taskid, "", "");
    }

    function test_needs_a_consensus() public {
        bytes32 taskid = _task(3);
        vm.prank(scheduler);
        vm.expectRevert(abi.encodeWithSelector(WrongTaskStatus.selector, taskid, TaskStatusEnum.ACTIVE));
        hub.finalize(taskid, "", "");
    }

    function test_needs_all_reveals_until_their_deadline() public {
        bytes32 taskid = _consensusOfTwo();
        _reveal(taskid, _worker(0), DIGEST);
        vm.warp(START + 2 * T - 1);
        vm.prank(scheduler);
        vm.expectRevert(abi.encodeWithSelector(RevealsMissing.selector, taskid, 1, 2, START + 2 * T));
        hub.finalize(taskid, "", "");
    }

    function test_needs_a_reveal_after_their_deadline() public {
        bytes32 taskid = _consensusOfTwo();
        vm.warp(START + 2 * T);
        vm.prank(scheduler);
        vm.expectRevert(abi.encodeWithSelector(RevealsMissing.selector, taskid, 0, 2, START + 2 * T));
        hub.finalize(taskid, "", "");
    }

    function test_is_refused_after_the_final_deadline() public {
        bytes32 taskid = _consensusOfTwo();
        _reveal(taskid, _worker(0), DIGEST);
        vm.warp(START + 10 * T);
        vm.prank(scheduler);
        vm.expectRevert(abi.encodeWithSelector(FinalDeadlineReached.selector, taskid, START + 10 * T));
        hub.finalize(taskid, "", "");
    }

    function test_happens_once() public {
        bytes32 taskid = _consensusOfTwo();
        _reveal(taskid, _worker(0), DIGEST);
        _reveal(taskid, _worker(1), DIGEST);
        _finalize(taskid, "");
        vm.prank(scheduler);
        vm.expectRevert(abi.encodeWithSelector(WrongTaskStatus.selector, taskid, TaskStatusEnum.COMPLETED));
        hub.finalize(taskid, "", "");
    }

    /// @dev The longest results a block has room for are kept whole.
    function test_keeps_long_results() public {
        bytes32 taskid = _consensusOfTwo();
        _reveal(taskid, _worker(0), DIGEST);
        _reveal(taskid, _worker(1), DIGEST);
        bytes memory results = new bytes(24_576 - 3);
        results[results.length - 1] = 0x01;
        _finalize(taskid, results);
        assertEq(hub.viewTask(taskid).results, results, "results");
    }

    function testFuzz_money_is_conserved(uint64 price, uint8 trust, uint8 reveals, bool dissent) public {
        Orders memory o = _orders();
        o.workerpool.workerpoolprice = price % 1e11;
        o.request.workerpoolmaxprice = type(uint256).max;
        o.request.trust = uint256(trust) % 8 + 1;
        bytes32 taskid = hub.initialize(_signAndMatch(o), 0);
        if (dissent) _contribute(taskid, _worker(4), OTHER);
        uint256 n;
        while (hub.viewTask(taskid).status == TaskStatusEnum.ACTIVE && n < 4) {
            _contribute(taskid, _worker(n++), DIGEST);
        }
        vm.assume(hub.viewTask(taskid).status == TaskStatusEnum.REVEALING && hub.viewTask(taskid).winnerCounter == n);
        uint256 revealed = uint256(reveals) % n + 1;
        for (uint256 i; i < revealed; ++i) {
            _reveal(taskid, _worker(i), DIGEST);
        }
        vm.warp(START + 2 * T);
        _finalize(taskid, "result");
        assertEq(hub.balanceOf(address(hub)), 0, "nothing stays locked");
        uint256 sum =
            _stakeOf(requester) + _stakeOf(scheduler) + _stakeOf(sponsor) + _stakeOf(appOwner) + _stakeOf(datasetOwner);
        for (uint256 i; i < 5; ++i) {
            sum += _stakeOf(_worker(i));
        }
        assertEq(sum, hub.totalSupply(), "nothing is lost");
    }

    function testFuzz_has_its_time_and_its_caller(uint256 time, uint8 reveals, address caller, bool stranger) public {
        time %= 12 * T;
        reveals %= 3;
        bytes32 taskid = _consensusOfTwo();
        for (uint256 i; i < reveals; ++i) {
            _reveal(taskid, _worker(i), DIGEST);
        }
        vm.warp(START + time);
        if (!stranger) caller = scheduler;
        vm.prank(caller);
        (bool ok,) = address(hub).call(abi.encodeCall(hub.finalize, (taskid, "", "")));
        bool proved = reveals == 2 || (reveals == 1 && time >= 2 * T);
        assertTrue(ok == (caller == scheduler && proved && time < 10 * T), "the scheduler, of what is proved, in time");
    }

    /// @dev Published: any number of contributors, so that a task could become too dear to complete.
    function test_a_task_with_the_most_contributors_is_affordable() public {
        bytes32 taskid = _crowdedTask(DIGEST);
        vm.warp(START + 2 * T);
        vm.prank(scheduler);
        hub.finalize{gas: 3_000_000}(taskid, "/ipfs/result", "");
        assertEq(hub.balanceOf(address(hub)), 0, "nothing stays locked");
    }

    /// @dev Nothing is settled without the result.
    function test_results_need_gas_to_be_kept() public {
        bytes32 taskid = _consensusOfTwo();
        _reveal(taskid, _worker(0), DIGEST);
        _reveal(taskid, _worker(1), DIGEST);
        vm.prank(scheduler);
        vm.expectRevert(abi.encodeWithSelector(CodeNotWritten.selector, taskid));
        hub.finalize{gas: 3_000_000}(taskid, new bytes(20_000), "");
        assertEq(_lockedOf(requester), TASK_PRICE, "still open");
    }

    function _consensusOfTwo() private returns (bytes32 taskid) {
        taskid = _task(3);
        _contribute(taskid, _worker(0), DIGEST);
        _contribute(taskid, _worker(1), DIGEST);
    }
}
