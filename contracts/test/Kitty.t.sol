// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {HubEvents} from "../src/types/HubEvents.sol";
import {Network, Orders} from "./support/Network.sol";

/// @title Stakes of failed tasks, and who wins them.
contract KittyTest is Network {
    bytes32 private constant DIGEST = keccak256("result");
    uint256 private salt;

    /// @dev A tenth of 60 RLC, which is less than the stake of 30 RLC.
    function test_a_completed_task_wins_a_tenth() public {
        _fail(200e9); // 60 RLC of stake
        assertEq(hub.frozenOf(KITTY), 60e9, "kitty");
        uint256 before = _stakeOf(scheduler);
        bytes32 taskid = _open(100e9);
        _contribute(taskid, _worker(0), DIGEST);
        _reveal(taskid, _worker(0), DIGEST);
        vm.expectEmit(address(hub));
        emit HubEvents.Seize(KITTY, 6e9, taskid);
        vm.expectEmit(address(hub));
        emit HubEvents.Reward(scheduler, 6e9, taskid);
        _finalize(taskid, "");
        assertEq(hub.frozenOf(KITTY), 54e9, "kitty");
        assertEq(_stakeOf(scheduler) - before, 7e9, "six of the kitty, one of the price");
    }

    function test_a_completed_task_wins_at_least_one_rlc() public {
        _fail(10e9); // 3 RLC of stake
        _complete(_open(10e9));
        assertEq(hub.frozenOf(KITTY), 2e9, "kitty");
    }

    function test_a_completed_task_wins_no_more_than_there_is() public {
        _fail(2e9); // 0.6 RLC of stake
        _complete(_open(10e9));
        assertEq(hub.frozenOf(KITTY), 0, "kitty");
    }

    /// @dev Published: 21 tasks of price zero win back a fine of 30 RLC.
    function test_tasks_that_cost_nothing_win_nothing() public {
        _fail(100e9); // 30 RLC of stake
        for (uint256 i; i < 21; ++i) {
            _complete(_open(0));
        }
        assertEq(hub.frozenOf(KITTY), 30e9, "kitty");
    }

    function test_a_completed_task_wins_no_more_than_its_stake() public {
        _fail(100e9);
        _complete(_open(1e9)); // 0.3 RLC of stake
        assertEq(hub.frozenOf(KITTY), 29.7e9, "kitty");
    }

    /// @dev Who owns every side of a deal pays itself: 21 tasks of 20 RLC, one after the other with the same money, would
    /// win back a fine of 30 RLC.
    function test_tasks_at_once_win_once() public {
        _fail(100e9);
        for (uint256 i; i < 21; ++i) {
            _complete(_open(20e9));
        }
        assertEq(hub.frozenOf(KITTY), 27e9, "one gift");
        vm.warp(START + 10 * T + 1 hours - 1);
        _complete(_open(20e9));
        assertEq(hub.frozenOf(KITTY), 27e9, "within the hour");
        vm.warp(START + 10 * T + 1 hours);
        _complete(_open(20e9));
        assertEq(hub.frozenOf(KITTY), 24.3e9, "an hour later");
    }

    /// @dev Else whoever completes a task for next to nothing would keep the kitty from all others for an hour.
    function test_after_a_small_gift_the_kitty_rests_a_little() public {
        _fail(100e9);
        _complete(_open(1e9)); // a tenth of the most it gives
        assertEq(hub.frozenOf(KITTY), 29.7e9, "a small gift");
        vm.warp(START + 10 * T + 363); // 0.3 of 3 RLC: six minutes, and a little for what it no longer has
        _complete(_open(20e9));
        assertEq(hub.frozenOf(KITTY), 26.73e9, "a whole one");
    }

    function testFuzz_the_kitty_gives_a_tenth_an_hour_at_most(uint64[8] calldata prices, uint16[8] calldata waits)
        public
    {
        _fail(100e9);
        uint256 kitty = hub.frozenOf(KITTY);
        uint256 time;
        for (uint256 i; i < 8; ++i) {
            _complete(_open(prices[i] % 30e9));
            time += waits[i];
            vm.warp(START + 10 * T + time);
        }
        // A tenth at once and a tenth for each hour since, of what there was at first.
        assertTrue(kitty - hub.frozenOf(KITTY) <= kitty / 10 * (1 hours + time) / 1 hours, "no more than that");
    }

    function test_one_step_tasks_win_too() public {
        _fail(100e9);
        bytes32 taskid = _open(100e9);
        bytes memory authorization = _authorization(_worker(0), taskid);
        vm.prank(_worker(0));
        hub.contributeAndFinalize(taskid, DIGEST, "", "", address(0), "", authorization);
        assertEq(hub.frozenOf(KITTY), 27e9, "kitty");
    }

    /// @dev A tenth, at least one RLC, and never more than there is or than the scheduler had at stake.
    function testFuzz_what_a_task_wins(uint64 fine, uint64 price) public {
        uint256 kitty = fine % 3e11 * 30 / 100;
        _fail(fine % 3e11);
        uint256 stake = price % 3e11 * 30 / 100;
        uint256 won = kitty / 10 > 1e9 ? kitty / 10 : 1e9;
        if (won > kitty) won = kitty;
        if (won > stake) won = stake;
        _complete(_open(price % 3e11));
        assertEq(hub.frozenOf(KITTY), kitty - won, "kitty");
    }

    function _open(uint256 price) private returns (bytes32) {
        Orders memory o = _orders();
        o.workerpool.workerpoolprice = price;
        o.request.workerpoolmaxprice = price;
        o.request.salt = bytes32(++salt);
        return hub.initialize(_signAndMatch(o), 0);
    }

    function _fail(uint256 price) private {
        bytes32 taskid = _open(price);
        vm.warp(START + 10 * T);
        hub.claim(taskid);
    }

    function _complete(bytes32 taskid) private {
        _contribute(taskid, _worker(0), DIGEST);
        _reveal(taskid, _worker(0), DIGEST);
        _finalize(taskid, "");
    }
}
