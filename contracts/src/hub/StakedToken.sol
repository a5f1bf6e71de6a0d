// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IApprovalReceiver} from "../interfaces/External.sol";
import {IHubMain} from "../interfaces/IHub.sol";
import {ERC20InsufficientAllowance, ERC20InsufficientBalance} from "../types/Errors.sol";
import {Ledger} from "./Ledger.sol";

/// @title Free deposits as a token, "Staked RLC". ERC-20.
abstract contract StakedToken is IHubMain, Ledger {
    /// @notice Moves some of the sender's free deposit to another account.
    /// @custom:errors "ERC20: transfer from the zero address", "ERC20: transfer to the zero address",
    /// ERC20InsufficientBalance
    function transfer(address recipient, uint256 amount) external returns (bool) {
        _transfer(msg.sender, recipient, amount);
        return true;
    }

    /// @notice Moves what the owner allowed the sender to.
    /// @custom:errors "ERC20: transfer from the zero address", "ERC20: transfer to the zero address",
    /// ERC20InsufficientBalance, ERC20InsufficientAllowance, "ERC20: approve from the zero address",
    /// "ERC20: approve to the zero address"
    function transferFrom(address sender, address recipient, uint256 amount) external returns (bool) {
        _transfer(sender, recipient, amount);
        _approve(sender, msg.sender, _lessAllowance(sender, msg.sender, amount));
        return true;
    }

    /// @notice Allows a spender to move up to `value` of the sender's free deposit.
    /// @custom:errors "ERC20: approve from the zero address", "ERC20: approve to the zero address"
    function approve(address spender, uint256 value) external returns (bool) {
        _approve(msg.sender, spender, value);
        return true;
    }

    /// @notice Raises an allowance.
    /// @custom:errors "ERC20: approve from the zero address", "ERC20: approve to the zero address"
    function increaseAllowance(address spender, uint256 addedValue) external returns (bool) {
        _approve(msg.sender, spender, _allowances[msg.sender][spender] + addedValue);
        return true;
    }

    /// @notice Lowers an allowance.
    /// @custom:errors ERC20InsufficientAllowance, "ERC20: approve from the zero address",
    /// "ERC20: approve to the zero address"
    function decreaseAllowance(address spender, uint256 subtractedValue) external returns (bool) {
        _approve(msg.sender, spender, _lessAllowance(msg.sender, spender, subtractedValue));
        return true;
    }

    /// @notice Allows a contract to move up to `value` and tells it so.
    /// @custom:errors "ERC20: approve from the zero address", "ERC20: approve to the zero address",
    /// "approval-refused"
    function approveAndCall(address spender, uint256 value, bytes calldata extraData) external returns (bool) {
        _approve(msg.sender, spender, value);
        require(
            IApprovalReceiver(spender).receiveApproval(msg.sender, value, address(this), extraData), "approval-refused"
        );
        return true;
    }

    /// @notice An account's free deposit in nRLC; the hub's own is what all accounts have locked.
    function balanceOf(address account) external view returns (uint256) {
        return _freeOf(account);
    }

    /// @notice What a spender may move of an account's free deposit, in nRLC.
    function allowance(address account, address spender) external view returns (uint256) {
        return _allowances[account][spender];
    }

    function _transfer(address from, address to, uint256 amount) private {
        require(from != address(0), "ERC20: transfer from the zero address");
        require(to != address(0), "ERC20: transfer to the zero address");
        uint256 balance = _accounts[from].word.stake();
        if (amount > balance) revert ERC20InsufficientBalance(from, balance, amount);
        _move(from, to, amount);
    }

    function _approve(address owner, address spender, uint256 value) private {
        require(owner != address(0), "ERC20: approve from the zero address");
        require(spender != address(0), "ERC20: approve to the zero address");
        _allowances[owner][spender] = value;
        emit Approval(owner, spender, value);
    }

    function _lessAllowance(address owner, address spender, uint256 amount) private view returns (uint256) {
        uint256 allowed = _allowances[owner][spender];
        if (amount > allowed) revert ERC20InsufficientAllowance(spender, allowed, amount);
        return allowed - amount;
    }
}
