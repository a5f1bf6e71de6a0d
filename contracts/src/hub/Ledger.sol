// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccountWord} from "../libraries/AccountWord.sol";
import {Narrow} from "../libraries/Narrow.sol";
import {KITTY_ADDRESS} from "../types/Constants.sol";
import {AccountRecord, HubStorage} from "./HubStorage.sol";

/// @title Moving money inside the hub. The only code that changes balances.
/// @dev Locked funds are the hub's own, and `frozen` says whose they are: locking moves them to the vault, unlocking
/// moves them back, seizing only forgets whose they were, and rewarding pays out of the vault.
abstract contract Ledger is HubStorage {
    /// @dev An account's free funds; the hub's own are what all accounts have locked, and what was sent to it.
    function _freeOf(address account) internal view returns (uint256 amount) {
        amount = _accounts[account].word.stake();
        if (account == address(this)) amount += _vault.stake();
    }

    /// @dev An account's locked funds; the kitty's are in the vault.
    function _frozenOf(address account) internal view returns (uint256 amount) {
        amount = _accounts[account].word.frozen();
        if (account == KITTY_ADDRESS) amount += _vault.frozen();
    }

    /// @dev Whoever calls this says so in the end: emits `Transfer` from address zero.
    function _mint(address account, uint256 amount) internal {
        require(account != address(0), "ERC20: mint to the zero address");
        _totalSupply += Narrow.to64(amount);
        _accounts[account].word = _accounts[account].word.addStake(amount);
    }

    function _burn(address account, uint256 amount) internal {
        _accounts[account].word = _accounts[account].word.subStake(amount);
        _totalSupply -= uint64(amount);
        emit Transfer(account, address(0), amount);
    }

    function _move(address from, address to, uint256 amount) internal {
        _accounts[from].word = _accounts[from].word.subStake(amount);
        _accounts[to].word = _accounts[to].word.addStake(amount);
        emit Transfer(from, to, amount);
    }

    function _lock(address account, uint256 amount) internal {
        AccountRecord storage record = _accounts[account];
        require(amount <= record.word.stake(), "IexecEscrow: Transfer amount exceeds balance");
        record.word = record.word.subStake(amount).addFrozen(amount);
        _vault = _vault.addStake(amount);
        emit Transfer(account, address(this), amount);
        emit Lock(account, amount);
    }

    function _unlock(address account, uint256 amount) internal {
        AccountRecord storage record = _accounts[account];
        record.word = record.word.subFrozen(amount).addStake(amount);
        _vault = _vault.subStake(amount);
        emit Transfer(address(this), account, amount);
        emit Unlock(account, amount);
    }

    function _seize(address account, uint256 amount, bytes32 taskid) internal {
        AccountRecord storage record = _accounts[account];
        record.word = record.word.subFrozen(amount);
        emit Seize(account, amount, taskid);
    }

    function _reward(address account, uint256 amount, bytes32 taskid) internal {
        AccountRecord storage record = _accounts[account];
        record.word = record.word.addStake(amount);
        _vault = _vault.subStake(amount);
        emit Transfer(address(this), account, amount);
        emit Reward(account, amount, taskid);
    }

    /// @dev What `_unlock` and then `_reward` do, on a word that the caller loaded and will store.
    function _unlockAndReward(AccountWord word, address account, uint256 stake, uint256 reward, bytes32 taskid)
        internal
        returns (AccountWord)
    {
        _vault = _vault.subStake(stake + reward);
        emit Transfer(address(this), account, stake);
        emit Unlock(account, stake);
        emit Transfer(address(this), account, reward);
        emit Reward(account, reward, taskid);
        return word.subFrozen(stake).addStake(stake + reward);
    }

    /// @dev What the kitty holds stays in the vault.
    function _rewardKitty(uint256 amount, bytes32 taskid) internal {
        _vault = _vault.addFrozen(amount);
        emit Reward(KITTY_ADDRESS, amount, taskid);
        emit Lock(KITTY_ADDRESS, amount);
    }

    /// @dev The kitty gives, and rests.
    function _seizeKitty(uint256 amount, uint256 restsUntil, bytes32 taskid) internal {
        _vault = _vault.subFrozen(amount).withRestsUntil(restsUntil);
        emit Seize(KITTY_ADDRESS, amount, taskid);
    }
}
