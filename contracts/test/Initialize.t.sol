// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../src/types/Errors.sol";
import {HubEvents} from "../src/types/HubEvents.sol";
import {Task, TaskStatusEnum} from "../src/types/Views.sol";
import {Network, Orders} from "./support/Network.sol";

contract InitializeTest is Network {
    bytes32 private dealid;

    function setUp() public override {
        super.setUp();
        Orders memory o = _orders();
        o.request.volume = 2;
        _signAndMatch(o);
        o.app.volume = 1000;
        o.request.volume = 5;
        o.request.salt = bytes32("bag");
        o.app.salt = bytes32("bag");
        o.app.volume = 2;
        _signAndMatch(o); // tasks 0 and 1
        o.app.salt = bytes32("bag again");
        dealid = _signAndMatch(o); // tasks 2 and 3
    }

    function test_opens_a_task() public {
        bytes32 taskid = keccak256(abi.encodePacked(dealid, uint256(2)));
        vm.expectEmit(address(hub));
        emit HubEvents.TaskInitialize(taskid, workerpool);
        assertEq(hub.initialize(dealid, 2), taskid, "id");

        Task memory task = hub.viewTask(taskid);
        assertEq(uint8(task.status), uint8(TaskStatusEnum.ACTIVE), "status");
        assertEq(task.dealid, dealid, "deal");
        assertEq(task.idx, 2, "index");
        assertEq(task.timeref, T, "time unit");
        assertEq(task.contributionDeadline, START + 7 * T, "contribution deadline");
        assertEq(task.revealDeadline, 0, "reveal deadline");
        assertEq(task.finalDeadline, START + 10 * T, "final deadline");
        assertEq(task.contributors.length, 0, "contributors");
        assertEq(task.results, "", "results");
    }

    function test_indexes_of_other_deals_are_refused() public {
        vm.expectRevert(abi.encodeWithSelector(TaskIndexOutOfRange.selector, dealid, 1, 2, 2));
        hub.initialize(dealid, 1);
        vm.expectRevert(abi.encodeWithSelector(TaskIndexOutOfRange.selector, dealid, 4, 2, 2));
        hub.initialize(dealid, 4);
        vm.expectRevert(abi.encodeWithSelector(TaskIndexOutOfRange.selector, dealid, type(uint256).max, 2, 2));
        hub.initialize(dealid, type(uint256).max);
    }

    function test_a_task_opens_once() public {
        bytes32 taskid = hub.initialize(dealid, 2);
        vm.expectRevert(abi.encodeWithSelector(TaskAlreadyInitialized.selector, taskid));
        hub.initialize(dealid, 2);
    }

    function test_unknown_deals_are_refused() public {
        vm.expectRevert(abi.encodeWithSelector(UnknownDeal.selector, bytes32("nothing")));
        hub.initialize(bytes32("nothing"), 0);
    }

    function test_opens_several() public {
        bytes32[] memory dealids = new bytes32[](2);
        uint256[] memory idxs = new uint256[](2);
        dealids[0] = dealids[1] = dealid;
        (idxs[0], idxs[1]) = (2, 3);
        assertTrue(hub.initializeArray(dealids, idxs), "answer");
        for (uint256 i = 2; i < 4; ++i) {
            bytes32 taskid = keccak256(abi.encodePacked(dealid, i));
            assertEq(uint8(hub.viewTask(taskid).status), uint8(TaskStatusEnum.ACTIVE), "status");
        }
    }

    function test_arrays_of_different_lengths_are_refused() public {
        vm.expectRevert(abi.encodeWithSelector(ArrayLengthMismatch.selector, 1, 2));
        hub.initializeArray(new bytes32[](1), new uint256[](2));
        vm.expectRevert(abi.encodeWithSelector(ArrayLengthMismatch.selector, 1, 2));
        hub.initializeAndClaimArray(new bytes32[](1), new uint256[](2));
    }

    function testFuzz_tasks_are_those_of_the_deal(uint256 idx, uint256 other) public {
        if (idx % 3 != 0) idx %= 6;
        bool valid = idx == 2 || idx == 3;
        (bool ok,) = address(hub).call(abi.encodeCall(hub.initialize, (dealid, idx)));
        assertTrue(ok == valid, "in range");
        bytes32 taskid = keccak256(abi.encodePacked(dealid, idx));
        assertEq(hub.viewTask(taskid).idx, valid ? idx : 0, "index");
        assertEq(hub.viewTask(taskid).dealid, valid ? dealid : bytes32(0), "deal");
        vm.assume(other != idx);
        assertEq(hub.viewTask(keccak256(abi.encodePacked(dealid, other))).dealid, 0, "no other task");
    }

    function testFuzz_several_open_together_or_not_at_all(uint8 first, uint8 second) public {
        bytes32[] memory dealids = new bytes32[](2);
        uint256[] memory idxs = new uint256[](2);
        dealids[0] = dealids[1] = dealid;
        (idxs[0], idxs[1]) = (first % 6, second % 6);
        bool valid = idxs[0] != idxs[1] && idxs[0] / 2 == 1 && idxs[1] / 2 == 1;
        (bool ok,) = address(hub).call(abi.encodeCall(hub.initializeArray, (dealids, idxs)));
        assertTrue(ok == valid, "both are in range");
        bytes32 taskid = keccak256(abi.encodePacked(dealid, idxs[0]));
        assertTrue((hub.viewTask(taskid).status == TaskStatusEnum.ACTIVE) == valid, "or nothing happened");
    }
}
