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
}
