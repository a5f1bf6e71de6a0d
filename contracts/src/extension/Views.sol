// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../types/Constants.sol";
import {UnknownCategory} from "../types/Errors.sol";
import {Account, Category} from "../types/Views.sol";
import {LegacyViews} from "./LegacyViews.sol";

/// @title Accounts, categories, configuration and constants, as published.
abstract contract Views is LegacyViews {
    /// @notice An account's funds in nRLC.
    function viewAccount(address account) external view returns (Account memory) {
        return Account(_freeOf(account), _frozenOf(account));
    }

    /// @notice An account's locked funds in nRLC.
    function frozenOf(address account) external view returns (uint256) {
        return _frozenOf(account);
    }

    /// @notice A worker's score: how many contributions it has proved, less what faults cost it.
    function viewScore(address worker) external view returns (uint256) {
        return _accounts[worker].word.score();
    }

    /// @notice A category; reverts if there is none.
    /// @custom:errors UnknownCategory
    function viewCategory(uint256 catid) external view returns (Category memory) {
        return _viewCategory(catid);
    }

    /// @notice How many categories there are; their ids start at 0.
    function countCategory() external view returns (uint256) {
        return _categoryCount;
    }

    /// @notice The name of deposits as a token.
    function name() external view returns (string memory) {
        return _name;
    }

    /// @notice The symbol of deposits as a token.
    function symbol() external view returns (string memory) {
        return _symbol;
    }

    /// @notice The decimals of deposits as a token.
    function decimals() external view returns (uint8) {
        return _decimals;
    }

    /// @notice All deposits in nRLC.
    function totalSupply() external view returns (uint256) {
        return _totalSupply;
    }

    /// @notice The token that is deposited.
    function token() external view returns (address) {
        return _token;
    }

    /// @notice Where apps are registered.
    function appregistry() external view returns (address) {
        return _appRegistry;
    }

    /// @notice Where datasets are registered.
    function datasetregistry() external view returns (address) {
        return _datasetRegistry;
    }

    /// @notice Where workerpools are registered.
    function workerpoolregistry() external view returns (address) {
        return _workerpoolRegistry;
    }

    /// @notice Who authorises contributions made with an enclave; zero if the schedulers do.
    function teebroker() external view returns (address) {
        return _teeBroker;
    }

    /// @notice The gas a result callback gets.
    function callbackgas() external view returns (uint256) {
        return _callbackGas;
    }

    /// @notice Time units from match to the end of contributions.
    function contribution_deadline_ratio() external pure returns (uint256) {
        return CONTRIBUTION_DEADLINE_RATIO;
    }

    /// @notice Time units from consensus to the end of reveals.
    function reveal_deadline_ratio() external pure returns (uint256) {
        return REVEAL_DEADLINE_RATIO;
    }

    /// @notice Time units from match to the end of finalisation.
    function final_deadline_ratio() external pure returns (uint256) {
        return FINAL_DEADLINE_RATIO;
    }

    /// @notice What a scheduler stakes, in percent of its price.
    function workerpool_stake_ratio() external pure returns (uint256) {
        return WORKERPOOL_STAKE_RATIO;
    }

    /// @notice What the kitty gives to a scheduler that completes a task, in percent of itself …
    function kitty_ratio() external pure returns (uint256) {
        return KITTY_RATIO;
    }

    /// @notice … and at least, in nRLC.
    function kitty_min() external pure returns (uint256) {
        return KITTY_MIN;
    }

    /// @notice The account that seized stakes go to.
    function kitty_address() external pure returns (address) {
        return KITTY_ADDRESS;
    }

    /// @notice The ERC-734 purpose that makes an account a member of a group.
    function groupmember_purpose() external pure returns (uint256) {
        return GROUPMEMBER_PURPOSE;
    }

    function _viewCategory(uint256 catid) internal view override returns (Category memory) {
        if (catid >= _categoryCount) revert UnknownCategory(catid);
        return _categories[catid];
    }
}
