// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../src/types/Errors.sol";
import {HubEvents} from "../src/types/HubEvents.sol";
import {RefusingToken} from "./support/Contracts.sol";
import {Network} from "./support/Network.sol";
import {Vm} from "./support/Vm.sol";

contract DepositTest is Network {
    address private constant ANN = address(0xA11);
    address private constant BOB = address(0xB0B);

    function test_deposit_mints_one_to_one() public {
        rlc.approve(address(hub), 500);
        uint256 supply = hub.totalSupply();
        vm.expectEmit(address(hub));
        emit HubEvents.Transfer(address(0), address(this), 500);
        assertTrue(hub.deposit(500), "answer");
        assertEq(hub.balanceOf(address(this)), 500, "balance");
        assertEq(hub.totalSupply(), supply + 500, "supply");
        assertEq(rlc.balanceOf(address(hub)), supply + 500, "tokens held");
    }

    /// @dev Indexers of the published hub pair the two.
    function test_the_token_logs_a_deposit_before_the_hub_does() public {
        rlc.approve(address(hub), 30);
        vm.recordLogs();
        hub.depositForArray(_two(10, 20), _two(ANN, BOB));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        address[] memory emitters = new address[](4);
        uint256 count;
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] == HubEvents.Transfer.selector) emitters[count++] = logs[i].emitter;
        }
        assertEq(count, 4, "transfers");
        for (uint256 i; i < 4; ++i) {
            assertEq(emitters[i], i % 2 == 0 ? address(rlc) : address(hub), "order");
        }
    }

    function test_depositFor_credits_the_target() public {
        rlc.approve(address(hub), 500);
        assertTrue(hub.depositFor(500, ANN), "answer");
        assertEq(hub.balanceOf(ANN), 500, "target");
        assertEq(hub.balanceOf(address(this)), 0, "payer");
    }

    function test_depositForArray_credits_each_target() public {
        rlc.approve(address(hub), 30);
        assertTrue(hub.depositForArray(_two(10, 20), _two(ANN, BOB)), "answer");
        assertEq(hub.balanceOf(ANN), 10, "first");
        assertEq(hub.balanceOf(BOB), 20, "second");
    }

    function test_depositForArray_of_different_lengths_is_refused() public {
        vm.expectRevert(_error("invalid-array-length"));
        hub.depositForArray(new uint256[](1), _two(ANN, BOB));
    }

    function test_deposit_for_nobody_is_refused() public {
        rlc.approve(address(hub), 1);
        vm.expectRevert(_error("ERC20: mint to the zero address"));
        hub.depositFor(1, address(0));
    }

    function test_deposit_without_approval_is_refused() public {
        vm.expectRevert(abi.encodeWithSelector(ERC20InsufficientAllowance.selector, address(hub), 0, 1));
        hub.deposit(1);
    }

    function test_deposit_beyond_64_bits_is_refused() public {
        uint256 amount = uint256(type(uint64).max) + 1;
        vm.expectRevert(abi.encodeWithSelector(NumberTooLarge.selector, amount, 64));
        hub.deposit(amount);
    }

    function test_withdraw_pays_back() public {
        uint256 held = rlc.balanceOf(address(hub));
        vm.prank(requester);
        assertTrue(hub.withdraw(FUNDS), "answer");
        assertEq(rlc.balanceOf(requester), FUNDS, "tokens");
        assertEq(hub.balanceOf(requester), 0, "deposit");
        assertEq(rlc.balanceOf(address(hub)), held - FUNDS, "held");
        assertEq(hub.totalSupply(), held - FUNDS, "supply");
    }

    function test_withdrawTo_pays_the_target() public {
        vm.prank(requester);
        assertTrue(hub.withdrawTo(7, ANN), "answer");
        assertEq(rlc.balanceOf(ANN), 7, "tokens");
    }

    function test_withdraw_of_more_than_the_stake_is_refused() public {
        vm.prank(requester);
        vm.expectRevert(abi.encodeWithSelector(ERC20InsufficientBalance.selector, requester, FUNDS, FUNDS + 1));
        hub.withdraw(FUNDS + 1);
    }

    function test_locked_funds_cannot_be_withdrawn() public {
        _task(1);
        vm.prank(requester);
        vm.expectRevert(abi.encodeWithSelector(ERC20InsufficientBalance.selector, requester, FUNDS - TASK_PRICE, FUNDS));
        hub.withdraw(FUNDS);
    }

    function test_recover_credits_the_owner_with_stray_tokens() public {
        rlc.transfer(address(hub), 77);
        assertEq(hub.recover(), 77, "recovered");
        assertEq(hub.balanceOf(address(this)), 77, "owner");
        assertEq(hub.recover(), 0, "nothing left");
    }

    function test_recover_is_for_the_owner() public {
        vm.prank(ANN);
        vm.expectRevert(_error("Ownable: caller is not the owner"));
        hub.recover();
    }

    function test_tokens_that_answer_false_are_refused() public {
        address token = address(rlc);
        vm.etch(token, address(new RefusingToken()).code);
        vm.expectRevert(_error("failed-transferFrom"));
        hub.deposit(1);
        vm.prank(requester);
        vm.expectRevert(abi.encodeWithSelector(TokenTransferFailed.selector, requester, 1));
        hub.withdraw(1);
    }

    function test_empty_and_unknown_calls_are_refused() public {
        (bool ok, bytes memory data) = address(hub).call("");
        assertTrue(!ok, "empty call");
        assertEq(data, _error("fallback-disabled"), "empty call's reason");
        (ok, data) = address(hub).call(hex"12345678");
        assertTrue(!ok, "unknown call");
        assertEq(data, _error("fallback-disabled"), "unknown call's reason");
    }

    function testFuzz_deposits_and_withdrawals_conserve(uint64 in_, uint64 out) public {
        uint256 amount = uint256(in_) % 1e15;
        rlc.approve(address(hub), amount);
        hub.deposit(amount);
        uint256 back = amount == 0 ? 0 : uint256(out) % (amount + 1);
        hub.withdraw(back);
        assertEq(hub.balanceOf(address(this)), amount - back, "balance");
        assertEq(rlc.balanceOf(address(hub)), hub.totalSupply(), "every deposit is backed");
    }

    function testFuzz_deposits_for_others_are_theirs(address target, address to, uint64 amount) public {
        vm.assume(target != address(0) && target != address(this) && hub.balanceOf(target) == 0);
        vm.assume(target != address(hub) && to != address(hub));
        uint256 deposited = amount % 1e15;
        rlc.approve(address(hub), deposited);
        hub.depositFor(deposited, target);
        assertEq(hub.balanceOf(target), deposited, "theirs");
        uint256 before = rlc.balanceOf(to);
        vm.prank(target);
        hub.withdrawTo(deposited, to);
        assertEq(rlc.balanceOf(to), before + deposited, "paid where they say");
        assertEq(hub.balanceOf(target), 0, "and no longer there");
    }

    function testFuzz_several_deposits_are_each_targets(uint32[8] calldata amounts_, uint256 count) public {
        count %= 9;
        uint256[] memory amounts = new uint256[](count);
        address[] memory targets = new address[](count);
        uint256 supply = hub.totalSupply();
        for (uint256 i; i < count; ++i) {
            (amounts[i], targets[i]) = (amounts_[i], address(uint160(0xF000 + i)));
            supply += amounts[i];
        }
        rlc.approve(address(hub), type(uint256).max);
        hub.depositForArray(amounts, targets);
        for (uint256 i; i < count; ++i) {
            assertEq(hub.balanceOf(targets[i]), amounts[i], "target");
        }
        assertEq(hub.totalSupply(), supply, "supply");
        assertEq(rlc.balanceOf(address(hub)), supply, "held");
    }

    function testFuzz_recover_credits_what_came_without_a_deposit(uint64 stray) public {
        uint256 amount = stray % 1e15;
        uint256 deposited = hub.totalSupply();
        rlc.transfer(address(hub), amount);
        assertEq(hub.recover(), amount, "recovered");
        assertEq(hub.balanceOf(address(this)), amount, "owner");
        assertEq(hub.totalSupply(), deposited + amount, "supply");
    }

    function testFuzz_nobody_withdraws_more_than_is_free(uint64 amount, uint64 beyond) public {
        uint256 free = amount % (FUNDS + 1);
        vm.prank(requester);
        hub.withdraw(FUNDS - free);
        uint256 asked = free + 1 + beyond;
        vm.prank(requester);
        vm.expectRevert(abi.encodeWithSelector(ERC20InsufficientBalance.selector, requester, free, asked));
        hub.withdraw(asked);
    }

    function testFuzz_unknown_calls_are_refused(bytes calldata data) public {
        vm.assume(data.length < 4 || bytes4(data) == 0xffffffff);
        (bool ok, bytes memory answer) = address(hub).call(data);
        assertTrue(!ok, "refused");
        assertEq(answer, _error("fallback-disabled"), "reason");
    }

    function _two(uint256 a, uint256 b) private pure returns (uint256[] memory list) {
        list = new uint256[](2);
        (list[0], list[1]) = (a, b);
    }

    function _two(address a, address b) private pure returns (address[] memory list) {
        list = new address[](2);
        (list[0], list[1]) = (a, b);
    }
}
