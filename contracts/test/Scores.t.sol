// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {HubEvents} from "../src/types/HubEvents.sol";
import {Network, Orders} from "./support/Network.sol";
import {Vm} from "./support/Vm.sol";

/// @title What a score costs.
contract ScoresTest is Network {
    bytes32 private constant DIGEST = keccak256("result");
    uint256 private salt;

    /// @dev Published: a scheduler and two accounts of its own gain a point each with every free task.
    function test_free_tasks_give_no_score() public {
        for (uint256 i; i < 21; ++i) {
            _complete(0);
            vm.warp(block.timestamp + 1 hours);
        }
        assertEq(hub.viewScore(_worker(0)), 0, "first worker");
        assertEq(hub.viewScore(_worker(1)), 0, "second worker");
    }

    function test_tasks_at_once_give_one_point() public {
        for (uint256 i; i < 21; ++i) {
            _complete(POOL_PRICE);
        }
        assertEq(hub.viewScore(_worker(0)), 1, "first worker");
        assertEq(hub.viewScore(_worker(1)), 1, "second worker");
    }

    function test_a_point_each_hour() public {
        _complete(POOL_PRICE);
        vm.warp(START + 1 hours - 1);
        _complete(POOL_PRICE);
        assertEq(hub.viewScore(_worker(0)), 1, "within the hour");
        vm.warp(START + 1 hours);
        bytes32 taskid = _revealed(POOL_PRICE);
        vm.expectEmit(address(hub));
        emit HubEvents.AccurateContribution(_worker(0), taskid);
        _finalize(taskid, "");
        assertEq(hub.viewScore(_worker(0)), 2, "an hour later");
    }

    function test_no_event_without_a_point() public {
        _complete(POOL_PRICE);
        bytes32 taskid = _revealed(POOL_PRICE);
        vm.recordLogs();
        _finalize(taskid, "");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            assertTrue(logs[i].topics[0] != HubEvents.AccurateContribution.selector, "no event");
        }
    }

    function test_an_imported_score_rises_at_once() public {
        _importScore(_worker(0), 9);
        _complete(POOL_PRICE);
        assertEq(hub.viewScore(_worker(0)), 10, "score");
    }

    function test_faults_cost_at_any_time() public {
        _importScore(_worker(0), 30);
        for (uint256 i; i < 2; ++i) {
            bytes32 taskid = _open(POOL_PRICE);
            _contribute(taskid, _worker(0), DIGEST);
            vm.warp(block.timestamp + 10 * T);
            hub.claim(taskid);
        }
        assertEq(hub.viewScore(_worker(0)), 13, "30, 20, 13");
    }

    /// @dev Trust 4: two fresh workers, or one whose score is 15 and more.
    function _open(uint256 price) private returns (bytes32) {
        Orders memory o = _orders();
        o.workerpool.workerpoolprice = o.request.workerpoolmaxprice = price;
        o.request.trust = 4;
        o.request.salt = bytes32(++salt);
        return hub.initialize(_signAndMatch(o), 0);
    }

    function _revealed(uint256 price) private returns (bytes32 taskid) {
        taskid = _open(price);
        for (uint256 i; i < 2; ++i) {
            _contribute(taskid, _worker(i), DIGEST);
        }
        for (uint256 i; i < 2; ++i) {
            _reveal(taskid, _worker(i), DIGEST);
        }
    }

    function _complete(uint256 price) private {
        _finalize(_revealed(price), "");
    }
}
