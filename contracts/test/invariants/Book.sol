// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Account} from "../../src/types/Views.sol";
import {World} from "./World.sol";

/// @title What every account must have, kept apart from the hub by who pays whom for what.
/// @dev Numbers below zero revert here: what is not there cannot be unlocked, seized or paid.
abstract contract Book is World {
    struct Line {
        uint256 free;
        uint256 locked;
    }

    address[] internal accounts;
    mapping(address account => Line) internal book;
    /// @dev Seized and not paid out yet: nothing once a call is over.
    uint256 private _seized;
    /// @dev Sent to the hub's own account, which nobody can use.
    uint256 internal sunk;
    /// @dev Tokens that came to the hub without a deposit.
    uint256 internal stray;

    function setUp() public virtual override {
        super.setUp();
        for (uint256 i; i < people.length; ++i) {
            accounts.push(people[i]);
            book[people[i]].free = FUNDS;
        }
        accounts.push(KITTY);
        accounts.push(address(this));
    }

    /// @notice Reverts unless the hub's books are right to the last unit, and backed by tokens.
    function checkBooks() external view {
        uint256 free;
        uint256 locked;
        for (uint256 i; i < accounts.length; ++i) {
            Account memory account = hub.viewAccount(accounts[i]);
            assertEq(account.stake, book[accounts[i]].free, "an account has what it should have");
            assertEq(account.locked, book[accounts[i]].locked, "what is locked is explained");
            free += account.stake;
            locked += account.locked;
        }
        uint256 vault = hub.balanceOf(address(hub));
        uint256 supply = hub.totalSupply();
        assertEq(free + vault, supply, "every deposit is somebody's");
        assertEq(locked + sunk, vault, "what is locked is held");
        assertEq(rlc.balanceOf(address(hub)), supply + stray, "every deposit is backed");
        assertEq(_seized, 0, "what is seized is paid out");
    }

    function _lock(address account, uint256 amount) internal {
        book[account].free -= amount;
        book[account].locked += amount;
    }

    function _unlock(address account, uint256 amount) internal {
        book[account].locked -= amount;
        book[account].free += amount;
    }

    function _seize(address account, uint256 amount) internal {
        book[account].locked -= amount;
        _seized += amount;
    }

    function _reward(address account, uint256 amount) internal {
        _seized -= amount;
        book[account].free += amount;
    }

    function _rewardKitty(uint256 amount) internal {
        _seized -= amount;
        book[KITTY].locked += amount;
    }

    /// @dev Free funds that come from another account, or from outside.
    function _credit(address account, uint256 amount) internal {
        if (account == address(hub)) sunk += amount;
        else book[account].free += amount;
    }
}
