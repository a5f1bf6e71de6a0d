// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../src/types/Errors.sol";
import {HubEvents} from "../src/types/HubEvents.sol";
import {RefusingSpender, Spender} from "./support/Contracts.sol";
import {Network} from "./support/Network.sol";

contract StakedTokenTest is Network {
    address private constant ANN = address(0xA11);

    function setUp() public override {
        super.setUp();
        _fund(address(this));
    }

    function test_describes_itself() public view {
        assertEq(hub.name(), "Staked RLC", "name");
        assertEq(hub.symbol(), "SRLC", "symbol");
        assertEq(hub.decimals(), 9, "decimals");
        assertEq(hub.token(), address(rlc), "token");
    }

    function test_transfer_moves_free_funds() public {
        vm.expectEmit(address(hub));
        emit HubEvents.Transfer(address(this), ANN, 5);
        assertTrue(hub.transfer(ANN, 5), "answer");
        assertEq(hub.balanceOf(ANN), 5, "receiver");
        assertEq(hub.balanceOf(address(this)), FUNDS - 5, "sender");
    }

    function test_transfer_to_oneself_changes_nothing() public {
        hub.transfer(address(this), 5);
        assertEq(hub.balanceOf(address(this)), FUNDS, "balance");
    }

    function test_transfer_to_nobody_is_refused() public {
        vm.expectRevert(_error("ERC20: transfer to the zero address"));
        hub.transfer(address(0), 1);
    }

    function test_transfer_of_more_than_the_balance_is_refused() public {
        vm.expectRevert(
            abi.encodeWithSelector(ERC20InsufficientBalance.selector, address(this), FUNDS, type(uint256).max)
        );
        hub.transfer(ANN, type(uint256).max);
    }

    function test_transferFrom_uses_up_the_allowance() public {
        hub.approve(ANN, 10);
        vm.prank(ANN);
        assertTrue(hub.transferFrom(address(this), ANN, 4), "answer");
        assertEq(hub.allowance(address(this), ANN), 6, "allowance");
        assertEq(hub.balanceOf(ANN), 4, "receiver");
    }

    function test_transferFrom_beyond_the_allowance_is_refused() public {
        hub.approve(ANN, 10);
        vm.prank(ANN);
        vm.expectRevert(abi.encodeWithSelector(ERC20InsufficientAllowance.selector, ANN, 10, 11));
        hub.transferFrom(address(this), ANN, 11);
    }

    function test_transferFrom_nobody_is_refused() public {
        vm.expectRevert(_error("ERC20: transfer from the zero address"));
        hub.transferFrom(address(0), ANN, 0);
    }

    function test_allowances_rise_and_fall() public {
        vm.expectEmit(address(hub));
        emit HubEvents.Approval(address(this), ANN, 10);
        hub.increaseAllowance(ANN, 10);
        hub.decreaseAllowance(ANN, 3);
        assertEq(hub.allowance(address(this), ANN), 7, "allowance");
        vm.expectRevert(abi.encodeWithSelector(ERC20InsufficientAllowance.selector, ANN, 7, 8));
        hub.decreaseAllowance(ANN, 8);
    }

    function test_approval_of_nobody_is_refused() public {
        vm.expectRevert(_error("ERC20: approve to the zero address"));
        hub.approve(address(0), 1);
        vm.prank(address(0));
        vm.expectRevert(_error("ERC20: approve from the zero address"));
        hub.approve(ANN, 1);
    }

    function test_approveAndCall_tells_the_spender() public {
        Spender spender = new Spender();
        assertTrue(hub.approveAndCall(address(spender), 9, hex"aabb"), "answer");
        assertEq(spender.sender(), address(this), "sender");
        assertEq(spender.amount(), 9, "amount");
        assertEq(spender.token(), address(hub), "token");
        assertEq(spender.data(), hex"aabb", "data");
        assertEq(hub.allowance(address(this), address(spender)), 9, "allowance");
    }

    function test_approveAndCall_of_who_refuses_is_refused() public {
        address spender = address(new RefusingSpender());
        vm.expectRevert(_error("approval-refused"));
        hub.approveAndCall(spender, 9, "");
    }

    function testFuzz_transfers_conserve(address to, uint64 amount) public {
        vm.assume(to != address(0));
        uint256 before = to == address(this) ? 0 : hub.balanceOf(to);
        uint256 moved = uint256(amount) % (FUNDS + 1);
        hub.transfer(to, moved);
        if (to == address(this)) assertEq(hub.balanceOf(to), FUNDS, "to oneself");
        else assertEq(hub.balanceOf(to) + hub.balanceOf(address(this)), before + FUNDS, "sum");
    }

    function testFuzz_allowances_are_sums_and_differences(uint128 first, uint128 more, uint256 less) public {
        hub.approve(ANN, first);
        hub.increaseAllowance(ANN, more);
        less %= uint256(first) + more + 1;
        hub.decreaseAllowance(ANN, less);
        assertEq(hub.allowance(address(this), ANN), uint256(first) + more - less, "allowance");
        assertEq(hub.allowance(ANN, address(this)), 0, "not the other way round");
    }

    function testFuzz_transferFrom_needs_allowance_and_balance(uint256 allowed, uint256 amount) public {
        (allowed, amount) = (allowed % (2 * FUNDS), amount % (2 * FUNDS));
        hub.approve(ANN, allowed);
        bool may = amount <= allowed && amount <= FUNDS;
        vm.prank(ANN);
        (bool ok,) = address(hub).call(abi.encodeCall(hub.transferFrom, (address(this), ANN, amount)));
        assertTrue(ok == may, "both or nothing");
        assertEq(hub.balanceOf(ANN), may ? amount : 0, "receiver");
        assertEq(hub.allowance(address(this), ANN), may ? allowed - amount : allowed, "allowance");
    }

    function testFuzz_approveAndCall_passes_everything_on(uint256 value, bytes calldata data) public {
        Spender spender = new Spender();
        hub.approveAndCall(address(spender), value, data);
        assertEq(spender.amount(), value, "amount");
        assertEq(spender.data(), data, "data");
        assertEq(hub.allowance(address(this), address(spender)), value, "allowance");
    }
}
