// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ghosts} from "./Ghosts.sol";

/// @title Deposits come and go.
abstract contract Saving is Ghosts {
    function deposit(uint256 seed) external verb(seed) {
        address who = _somebody();
        address target = _roll(16) == 0 ? address(hub) : _somebody();
        uint256 amount = _roll(4) == 0 ? _roll(1e12) : _roll(1e9);
        uint256 kind = _roll(5);
        vm.prank(who);
        rlc.approve(address(hub), type(uint256).max);
        bool may = amount <= rlc.balanceOf(who);
        if (kind == 0) {
            assertTrue(_call(who, abi.encodeCall(hub.deposit, (amount))) == may, "deposit");
            target = who;
        } else if (kind == 1) {
            assertTrue(_call(who, abi.encodeCall(hub.depositFor, (amount, target))) == may, "depositFor");
        } else if (kind == 2) {
            assertTrue(_call(who, _depositForTwo(amount, target)) == may, "depositForArray");
        } else {
            address sender = kind == 3 ? who : people[_roll(4)];
            may = may && sender == who;
            bytes memory data = abi.encodeCall(hub.receiveApproval, (who, amount, address(rlc), ""));
            assertTrue(_call(sender, data) == may, "one's own approval");
            target = who;
        }
        if (may) _credit(target, amount);
    }

    function withdraw(uint256 seed) external verb(seed) {
        address who = _somebody();
        uint256 free = book[who].free;
        uint256 amount = _roll(8) == 0 ? free + _roll(2) : _roll(free / 4 + 2);
        bytes memory data = _roll(2) == 0
            ? abi.encodeCall(hub.withdraw, (amount))
            : abi.encodeCall(hub.withdrawTo, (amount, _somebody()));
        assertTrue(_call(who, data) == (amount <= free), "one withdraws what is free");
        if (amount <= free) book[who].free -= amount;
    }

    /// @dev Tokens sent to the hub without a deposit, which the owner gets.
    function recover(uint256 seed) external verb(seed) {
        uint256 amount = _roll(1e9);
        vm.prank(_somebody());
        try rlc.transfer(address(hub), amount) {
            stray += amount;
        } catch {}
        address who = _roll(2) == 0 ? _somebody() : address(this);
        assertTrue(_call(who, abi.encodeCall(hub.recover, ())) == (who == address(this)), "the owner recovers");
        if (who != address(this)) return;
        _credit(who, stray);
        stray = 0;
    }

    function _depositForTwo(uint256 amount, address target) private view returns (bytes memory) {
        uint256[] memory amounts = new uint256[](2);
        address[] memory targets = new address[](2);
        (amounts[0], amounts[1]) = (amount / 3, amount - amount / 3);
        (targets[0], targets[1]) = (target, target);
        return abi.encodeCall(hub.depositForArray, (amounts, targets));
    }
}
