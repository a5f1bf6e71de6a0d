// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "../interfaces/External.sol";
import {IHubMain} from "../interfaces/IHub.sol";
import {ERC20InsufficientBalance, TokenTransferFailed} from "../types/Errors.sol";
import {Deposits} from "./Deposits.sol";

/// @title Depositing RLC and withdrawing it, one to one. Amounts in nRLC.
abstract contract Escrow is IHubMain, Deposits {
    /// @notice Deposits RLC that the sender has approved the hub to take.
    /// @custom:errors "ERC20: mint to the zero address", NumberTooLarge, "failed-transferFrom"
    function deposit(uint256 amount) external returns (bool) {
        _deposit(msg.sender, amount, msg.sender);
        return true;
    }

    /// @notice Deposits the sender's RLC into another account.
    /// @custom:errors "ERC20: mint to the zero address", NumberTooLarge, "failed-transferFrom"
    function depositFor(uint256 amount, address target) external returns (bool) {
        _deposit(msg.sender, amount, target);
        return true;
    }

    /// @notice Deposits the sender's RLC into several accounts.
    /// @custom:errors "invalid-array-length", "ERC20: mint to the zero address", NumberTooLarge,
    /// "failed-transferFrom"
    function depositForArray(uint256[] calldata amounts, address[] calldata targets) external returns (bool) {
        require(amounts.length == targets.length, "invalid-array-length");
        for (uint256 i; i < amounts.length; ++i) {
            _deposit(msg.sender, amounts[i], targets[i]);
        }
        return true;
    }

    /// @notice Withdraws from the sender's free deposit.
    /// @custom:errors ERC20InsufficientBalance, TokenTransferFailed
    function withdraw(uint256 amount) external returns (bool) {
        _withdraw(amount, msg.sender);
        return true;
    }

    /// @notice Withdraws from the sender's free deposit to another account.
    /// @custom:errors ERC20InsufficientBalance, TokenTransferFailed
    function withdrawTo(uint256 amount, address target) external returns (bool) {
        _withdraw(amount, target);
        return true;
    }

    function _withdraw(uint256 amount, address target) private {
        uint256 balance = _accounts[msg.sender].word.stake();
        if (amount > balance) revert ERC20InsufficientBalance(msg.sender, balance, amount);
        _burn(msg.sender, amount);
        if (!IERC20(_token).transfer(target, amount)) revert TokenTransferFailed(target, amount);
    }
}
