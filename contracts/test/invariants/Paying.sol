// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Spender} from "../support/Contracts.sol";
import {Ghosts} from "./Ghosts.sol";

/// @title Free deposits change hands, by their owners and by whom these allow to.
abstract contract Paying is Ghosts {
    mapping(address owner => mapping(address spender => uint256)) private _allowances;
    address private _spender;
    /// @dev Who was allowed something last, and by whom: who is likely to use it.
    address private _lastOwner;
    address private _lastSpender;

    function setUp() public virtual override {
        super.setUp();
        _spender = address(new Spender());
    }

    function transfer(uint256 seed) external verb(seed) {
        address who = _somebody();
        address to = _roll(16) == 0 ? address(hub) : _somebody();
        uint256 amount = _amountOf(who);
        bool may = amount <= book[who].free;
        assertTrue(_call(who, abi.encodeCall(hub.transfer, (to, amount))) == may, "one gives what is free");
        if (may) _paid(who, to, amount);
    }

    function transferFrom(uint256 seed) external verb(seed) {
        bool last = _lastOwner != address(0) && _roll(2) == 0;
        address owner = last ? _lastOwner : _somebody();
        address spender = last ? _lastSpender : _somebody();
        address to = _somebody();
        uint256 amount = _roll(2) == 0 ? _allowances[owner][spender] : _amountOf(owner);
        bool may = amount <= book[owner].free && amount <= _allowances[owner][spender];
        assertTrue(_call(spender, abi.encodeCall(hub.transferFrom, (owner, to, amount))) == may, "what was allowed");
        if (!may) return;
        _allowances[owner][spender] -= amount;
        _paid(owner, to, amount);
        assertEq(hub.allowance(owner, spender), _allowances[owner][spender], "allowance is used up");
    }

    function approve(uint256 seed) external verb(seed) {
        address owner = _somebody();
        address spender = _somebody();
        (_lastOwner, _lastSpender) = (owner, spender);
        uint256 amount = _roll(2) == 0 ? _roll(1000) : _roll(1e12);
        uint256 kind = _roll(4);
        uint256 allowed = _allowances[owner][spender];
        bool may = true;
        if (kind == 0) {
            allowed = amount;
            may = _call(owner, abi.encodeCall(hub.approve, (spender, amount)));
        } else if (kind == 1) {
            allowed += amount;
            may = _call(owner, abi.encodeCall(hub.increaseAllowance, (spender, amount)));
        } else if (kind == 2) {
            amount = _roll(allowed + 1);
            allowed -= amount;
            may = _call(owner, abi.encodeCall(hub.decreaseAllowance, (spender, amount)));
        } else {
            (spender, allowed) = (_spender, amount);
            may = _call(owner, abi.encodeCall(hub.approveAndCall, (spender, amount, "")));
        }
        assertTrue(may, "one may allow anything");
        _allowances[owner][spender] = allowed;
        assertEq(hub.allowance(owner, spender), allowed, "allowance");
    }

    function _amountOf(address who) private returns (uint256) {
        uint256 free = book[who].free;
        return _roll(8) == 0 ? free + 1 : _roll(free / 4 + 2);
    }

    function _paid(address from, address to, uint256 amount) private {
        book[from].free -= amount;
        _credit(to, amount);
    }
}
