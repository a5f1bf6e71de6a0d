// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20InsufficientAllowance, ERC20InsufficientBalance} from "../src/types/Errors.sol";
import {RLC} from "../src/token/RLC.sol";
import {RefusingSpender, Spender} from "./support/Contracts.sol";
import {Test} from "./support/Test.sol";

contract RLCTest is Test {
    address private constant ANN = address(0xA11);
    RLC private rlc = new RLC();

    function test_deployer_has_it_all() public view {
        assertEq(rlc.totalSupply(), 87_000_000e9, "supply");
        assertEq(rlc.initialSupply(), 87_000_000e9, "initial supply");
        assertEq(rlc.balanceOf(address(this)), 87_000_000e9, "balance");
        assertEq(rlc.owner(), address(this), "owner");
        assertEq(rlc.symbol(), "RLC", "symbol");
        assertEq(rlc.decimals(), 9, "decimals");
        assertTrue(!rlc.locked(), "locked");
    }

    function test_transfers() public {
        rlc.transfer(ANN, 5);
        assertEq(rlc.balanceOf(ANN), 5, "receiver");
        vm.prank(ANN);
        vm.expectRevert(abi.encodeWithSelector(ERC20InsufficientBalance.selector, ANN, 5, 6));
        rlc.transfer(address(this), 6);
    }

    function test_allowances_are_used_up() public {
        rlc.approve(ANN, 5);
        vm.prank(ANN);
        rlc.transferFrom(address(this), ANN, 3);
        vm.prank(ANN);
        vm.expectRevert(abi.encodeWithSelector(ERC20InsufficientAllowance.selector, ANN, 2, 3));
        rlc.transferFrom(address(this), ANN, 3);
    }

    function test_approveAndCall_tells_the_spender() public {
        Spender spender = new Spender();
        rlc.approveAndCall(address(spender), 9, hex"aabb");
        assertEq(spender.token(), address(rlc), "token");
        assertEq(spender.amount(), 9, "amount");
        address refusing = address(new RefusingSpender());
        vm.expectRevert(_error("approval-refused"));
        rlc.approveAndCall(refusing, 9, "");
    }

    function test_burns() public {
        rlc.burn(5);
        assertEq(rlc.totalSupply(), rlc.initialSupply() - 5, "supply");
    }

    function test_owner_helps_tests() public {
        rlc.refill(ANN, 7);
        assertEq(rlc.balanceOf(ANN), 7, "refilled");
        rlc.forceApprove(ANN, address(this), 7);
        rlc.transferFrom(ANN, address(this), 3);
        rlc.forceBurn(ANN, 4);
        assertEq(rlc.balanceOf(ANN), 0, "burnt");
        rlc.transferOwnership(ANN);
        vm.expectRevert(_error("Ownable: caller is not the owner"));
        rlc.refill(ANN, 1);
    }

    function testFuzz_money_is_conserved(address to, uint256 amount, uint256 allowed) public {
        vm.assume(to != address(this));
        (amount, allowed) = (amount % (2 * 87_000_000e9), allowed % (2 * 87_000_000e9));
        rlc.approve(ANN, allowed);
        vm.prank(ANN);
        (bool ok,) = address(rlc).call(abi.encodeCall(rlc.transferFrom, (address(this), to, amount)));
        assertTrue(ok == (amount <= allowed && amount <= 87_000_000e9), "allowance and balance");
        assertEq(rlc.balanceOf(to), ok ? amount : 0, "receiver");
        assertEq(rlc.allowance(address(this), ANN), ok ? allowed - amount : allowed, "allowance");
        uint256 rest = rlc.balanceOf(address(this));
        rlc.transfer(to, rest);
        assertEq(rlc.balanceOf(to), 87_000_000e9, "all of it");
        vm.prank(to);
        rlc.burn(amount / 2);
        assertEq(rlc.totalSupply(), 87_000_000e9 - amount / 2, "supply");
    }

    function testFuzz_approveAndCall_passes_everything_on(uint256 amount, bytes calldata data) public {
        Spender spender = new Spender();
        rlc.approveAndCall(address(spender), amount, data);
        assertEq(spender.amount(), amount, "amount");
        assertEq(spender.data(), data, "data");
        assertEq(rlc.allowance(address(this), address(spender)), amount, "allowance");
    }

    function testFuzz_nobody_but_the_owner_helps_tests(address caller, address account, uint64 amount) public {
        bytes[4] memory calls = [
            abi.encodeCall(rlc.refill, (account, amount)),
            abi.encodeCall(rlc.forceApprove, (account, ANN, amount)),
            abi.encodeCall(rlc.forceBurn, (account, amount)),
            abi.encodeCall(rlc.transferOwnership, (account))
        ];
        for (uint256 i; i < calls.length; ++i) {
            vm.prank(caller);
            (bool ok,) = address(rlc).call(calls[i]);
            assertTrue(ok == (caller == address(this)), "the owner only");
        }
        assertEq(rlc.owner(), caller == address(this) ? account : address(this), "owner");
    }

    function testFuzz_it_describes_itself_to_everyone(address caller) public {
        string[3] memory functions = ["name()", "symbol()", "version()"];
        string[3] memory values = ["iEx.ec Network Token", "RLC", "v0.1"];
        for (uint256 i; i < 3; ++i) {
            vm.prank(caller);
            (, bytes memory answer) = address(rlc).call(abi.encodeWithSignature(functions[i]));
            assertEq(answer, abi.encode(values[i]), functions[i]);
        }
        assertEq(rlc.initialSupply(), 87_000_000e9, "initial supply");
        assertTrue(!rlc.locked() && rlc.decimals() == 9, "never locked");
    }
}
