// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../src/types/Errors.sol";
import {Network, Orders} from "./support/Network.sol";

/// @title Approve, deposit and match in one transaction.
contract ApprovalTest is Network {
    function setUp() public override {
        super.setUp();
        rlc.transfer(requester, FUNDS);
        rlc.transfer(sponsor, FUNDS);
    }

    function test_deposits() public {
        vm.prank(requester);
        rlc.approveAndCall(address(hub), 500, "");
        assertEq(_stakeOf(requester), FUNDS + 500, "deposit");
        assertEq(rlc.balanceOf(requester), FUNDS - 500, "tokens");
    }

    function test_deposits_and_matches() public {
        vm.prank(requester);
        hub.withdraw(FUNDS);
        Orders memory o = _orders();
        _sign(o);
        bytes memory data = abi.encodeCall(hub.matchOrders, (o.app, o.dataset, o.workerpool, o.request));
        vm.prank(requester);
        rlc.approveAndCall(address(hub), TASK_PRICE, data);
        assertEq(_stakeOf(requester), 0, "all of the deposit");
        assertEq(_lockedOf(requester), TASK_PRICE, "is locked");
        bytes32 dealid = keccak256(abi.encodePacked(_hash(o.request), uint256(0)));
        assertEq(hub.viewDeal(dealid).sponsor, requester, "payer");
    }

    function test_matches_for_the_requester_only() public {
        Orders memory o = _orders();
        _sign(o);
        bytes memory data = abi.encodeCall(hub.matchOrders, (o.app, o.dataset, o.workerpool, o.request));
        vm.prank(sponsor);
        vm.expectRevert(CallerIsNotTheRequester.selector);
        rlc.approveAndCall(address(hub), TASK_PRICE, data);
    }

    function test_matches_only() public {
        bytes memory data = abi.encodeCall(hub.withdraw, (1));
        vm.prank(requester);
        vm.expectRevert(abi.encodeWithSelector(UnsupportedOperation.selector, hub.withdraw.selector));
        rlc.approveAndCall(address(hub), 1, data);
        vm.prank(requester);
        vm.expectRevert(abi.encodeWithSelector(UnsupportedOperation.selector, bytes4(hex"aabb")));
        rlc.approveAndCall(address(hub), 1, hex"aabb");
    }

    function test_says_why_the_match_failed() public {
        Orders memory o = _orders();
        _sign(o);
        o.app.sign = o.request.sign;
        bytes memory data = abi.encodeCall(hub.matchOrders, (o.app, o.dataset, o.workerpool, o.request));
        vm.prank(requester);
        vm.expectRevert(_error("iExecV5-matchOrders-0x21"));
        rlc.approveAndCall(address(hub), TASK_PRICE, data);
    }

    /// @dev A registry that reverts with nothing.
    function test_says_so_when_the_match_failed_without_a_reason() public {
        _changeRegistries(hub, address(rlc), address(datasets), address(workerpools));
        Orders memory o = _orders();
        _sign(o);
        bytes memory data = abi.encodeCall(hub.matchOrders, (o.app, o.dataset, o.workerpool, o.request));
        vm.prank(requester);
        vm.expectRevert(OperationFailed.selector);
        rlc.approveAndCall(address(hub), TASK_PRICE, data);
    }

    function test_other_tokens_are_refused() public {
        vm.expectRevert(_error("wrong-token"));
        hub.receiveApproval(requester, 1, address(0xBAD), "");
    }

    /// @dev Published: anyone can deposit what another account has approved.
    function test_anothers_standing_allowance_is_safe() public {
        vm.prank(requester);
        rlc.approve(address(hub), FUNDS);
        vm.prank(sponsor);
        vm.expectRevert(abi.encodeWithSelector(CallerIsNotTheToken.selector, sponsor));
        hub.receiveApproval(requester, FUNDS, address(rlc), "");
        vm.prank(requester);
        hub.receiveApproval(requester, 5, address(rlc), "");
        assertEq(_stakeOf(requester), FUNDS + 5, "one's own is one's own");
    }

    function testFuzz_anothers_allowance_is_safe_from_everyone(address caller, uint64 amount, bytes calldata data)
        public
    {
        vm.assume(caller != requester && caller != address(rlc));
        vm.prank(requester);
        rlc.approve(address(hub), type(uint256).max);
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(CallerIsNotTheToken.selector, caller));
        hub.receiveApproval(requester, amount, address(rlc), data);
    }

    function testFuzz_only_matches_may_follow_a_deposit(bytes4 selector, bytes calldata data) public {
        vm.assume(selector != hub.matchOrders.selector);
        vm.prank(requester);
        vm.expectRevert(abi.encodeWithSelector(UnsupportedOperation.selector, selector));
        rlc.approveAndCall(address(hub), 1, bytes.concat(selector, data));
    }
}
