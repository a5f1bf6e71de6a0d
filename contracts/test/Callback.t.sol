// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../src/types/Errors.sol";
import {TaskStatusEnum} from "../src/types/Views.sol";
import {BurningReceiver, Receiver, ReenteringReceiver, RefusingReceiver} from "./support/Contracts.sol";
import {Hostile, Malice} from "./support/Hostile.sol";
import {Network, Orders} from "./support/Network.sol";

contract CallbackTest is Network {
    bytes private constant RESULT = "the result";

    function test_receives_the_result() public {
        Receiver receiver = new Receiver();
        bytes32 taskid = _revealed(address(receiver));
        vm.prank(scheduler);
        hub.finalize(taskid, "/ipfs/result", RESULT);
        assertEq(receiver.id(), taskid, "task");
        assertEq(receiver.result(), RESULT, "result");
        assertTrue(receiver.gas() > 195_000 && receiver.gas() <= 200_000, "gas");
        assertEq(hub.resultFor(taskid), RESULT, "kept");
        assertEq(hub.viewTask(taskid).results, "/ipfs/result", "results");
        assertEq(hub.viewTask(taskid).resultsCallback, RESULT, "callback data");
    }

    function test_must_be_given_the_result() public {
        bytes32 taskid = _revealed(address(new Receiver()));
        vm.prank(scheduler);
        vm.expectRevert(abi.encodeWithSelector(ResultsCallbackMismatch.selector, taskid, keccak256(RESULT)));
        hub.finalize(taskid, "", "");
        vm.prank(scheduler);
        vm.expectRevert(abi.encodeWithSelector(ResultsCallbackMismatch.selector, taskid, keccak256(RESULT)));
        hub.finalize(taskid, "", "something else");
    }

    function test_cannot_stop_a_task() public {
        address[3] memory receivers = [address(new RefusingReceiver()), address(new BurningReceiver()), address(0xE0A)];
        for (uint256 i; i < 3; ++i) {
            bytes32 taskid = _revealed(receivers[i]);
            vm.prank(scheduler);
            hub.finalize(taskid, "", RESULT);
            assertEq(uint8(hub.viewTask(taskid).status), uint8(TaskStatusEnum.COMPLETED), "status");
        }
    }

    function test_cannot_use_its_moment() public {
        ReenteringReceiver receiver = new ReenteringReceiver();
        bytes32 taskid = _revealed(address(receiver));
        vm.warp(START + 2 * T);
        vm.prank(scheduler);
        hub.finalize(taskid, "", RESULT);
        assertTrue(receiver.called(), "called");
        assertEq(receiver.succeeded(), 0, "nothing works");
    }

    /// @dev Whoever finalises cannot starve the receiver.
    function test_gets_all_its_gas_or_nothing_happens() public {
        Receiver receiver = new Receiver();
        bytes32 taskid = _revealed(address(receiver));
        for (uint256 gas_ = 250_000; gas_ < 700_000; gas_ += 10_000) {
            vm.prank(scheduler);
            (bool ok,) = address(hub).call{gas: gas_}(abi.encodeCall(hub.finalize, (taskid, "", RESULT)));
            if (!ok) continue;
            assertTrue(receiver.gas() > 195_000, "all its gas");
            return;
        }
        assertTrue(false, "never enough");
    }

    function test_gas_is_the_owners_to_set_within_bounds() public {
        hub.setCallbackGas(500_000);
        assertEq(hub.callbackgas(), 500_000, "gas");
        Receiver receiver = new Receiver();
        bytes32 taskid = _revealed(address(receiver));
        vm.prank(scheduler);
        hub.finalize(taskid, "", RESULT);
        assertTrue(receiver.gas() > 490_000, "gas received");
        vm.expectRevert(abi.encodeWithSelector(CallbackGasOutOfBounds.selector, 99_999, 100_000, 1_000_000));
        hub.setCallbackGas(99_999);
        vm.expectRevert(abi.encodeWithSelector(CallbackGasOutOfBounds.selector, 1_000_001, 100_000, 1_000_000));
        hub.setCallbackGas(1_000_001);
    }

    function test_result_is_pending_until_then() public {
        bytes32 taskid = _revealed(address(new Receiver()));
        vm.expectRevert(_error("task-pending"));
        hub.resultFor(taskid);
    }

    function testFuzz_receives_every_result_whole(bytes calldata result) public {
        Receiver receiver = new Receiver();
        Orders memory o = _orders();
        o.request.callback = address(receiver);
        bytes32 taskid = hub.initialize(_signAndMatch(o), 0);
        bytes memory authorization = _authorization(_worker(0), taskid);
        hub.setCallbackGas(1_000_000);
        vm.prank(_worker(0));
        hub.contributeAndFinalize(taskid, keccak256(result), "", result, address(0), "", authorization);
        assertEq(receiver.result(), result, "received");
        assertEq(hub.resultFor(taskid), result, "kept");
    }

    function testFuzz_hostile_callbacks_stop_nothing(uint8 malice, uint256 callbackGas) public {
        hub.setCallbackGas(100_000 + callbackGas % 900_001);
        bytes32 taskid = _revealed(address(new Hostile(Malice(malice % 7))));
        vm.prank(scheduler);
        hub.finalize{gas: 3_000_000}(taskid, "", RESULT);
        assertEq(uint8(hub.viewTask(taskid).status), uint8(TaskStatusEnum.COMPLETED), "status");
        assertEq(hub.balanceOf(address(hub)), 0, "nothing stays locked");
    }

    function _revealed(address receiver) private returns (bytes32 taskid) {
        Orders memory o = _orders();
        o.request.callback = receiver;
        taskid = hub.initialize(_signAndMatch(o), 0);
        _contribute(taskid, _worker(0), keccak256(RESULT));
        _reveal(taskid, _worker(0), keccak256(RESULT));
    }
}
