// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {KITTY_ADDRESS} from "../types/Constants.sol";
import {Narrow} from "../libraries/Narrow.sol";
import {AccountRecord, HubStorage} from "./HubStorage.sol";

/// @title Moving money inside the hub. The only code that changes balances.
/// @dev Locked funds stay in the hub's own account, and `frozen` says whose they are: locking moves them there,
/// unlocking moves them back, seizing only forgets whose they were, and rewarding pays out of that account.
abstract contract Ledger is HubStorage {
    function _mint(address account, uint256 amount) internal {
        require(account != address(0), "ERC20: mint to the zero address");
        _totalSupply += Narrow.to64(amount);
        _accounts[account].stake += uint64(amount);
        emit Transfer(address(0), account, amount);
    }

    function _burn(address account, uint256 amount) internal {
        _accounts[account].stake -= Narrow.to64(amount);
        _totalSupply -= uint64(amount);
        emit Transfer(account, address(0), amount);
    }

    function _move(address from, address to, uint256 amount) internal {
        AccountRecord storage source = _accounts[from];
        uint64 balance = source.stake;
        require(amount <= balance, "IexecEscrow: Transfer amount exceeds balance");
        source.stake = balance - uint64(amount);
        _accounts[to].stake += uint64(amount);
        emit Transfer(from, to, amount);
    }

    function _lock(address account, uint256 amount) internal {
        _move(account, address(this), amount);
        _accounts[account].frozen += uint64(amount);
        emit Lock(account, amount);
    }

    function _unlock(address account, uint256 amount) internal {
        _move(address(this), account, amount);
        _accounts[account].frozen -= uint64(amount);
        emit Unlock(account, amount);
    }

    function _seize(address account, uint256 amount, bytes32 taskid) internal {
        _accounts[account].frozen -= uint64(amount);
        emit Seize(account, amount, taskid);
    }

    function _reward(address account, uint256 amount, bytes32 taskid) internal {
        _move(address(this), account, amount);
        emit Reward(account, amount, taskid);
    }

    /// @dev What the kitty holds is its locked funds: no balance moves.
    function _rewardKitty(uint256 amount, bytes32 taskid) internal {
        _accounts[KITTY_ADDRESS].frozen += uint64(amount);
        emit Reward(KITTY_ADDRESS, amount, taskid);
        emit Lock(KITTY_ADDRESS, amount);
    }
}
