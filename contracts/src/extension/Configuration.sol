// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IScores} from "../interfaces/External.sol";
import {AccountWord} from "../libraries/AccountWord.sol";
import {Domain} from "../libraries/Domain.sol";
import {DEFAULT_CALLBACK_GAS, MAX_CALLBACK_GAS, MIN_CALLBACK_GAS, REGISTRIES_DELAY} from "../types/Constants.sol";
import "../types/Errors.sol";
import {EIP712Domain} from "../types/Orders.sol";
import {Category} from "../types/Views.sol";
import {Ownership} from "./Ownership.sol";

/// @title What the owner sets, within bounds; and scores brought along from an earlier hub.
abstract contract Configuration is Ownership {
    /// @dev Deadlines count seconds in 40 bits; ten of the longest time units fit.
    uint256 private constant MAX_TIMEREF = type(uint32).max;

    /// @notice Connects the hub, once: token to deposit, name, symbol and decimals of deposits as a token, registries
    /// of assets, and an earlier hub to import scores from (zero if there is none).
    /// @custom:errors "Ownable: caller is not the owner", "already-configured", TokenMissing
    function configure(
        address token_,
        string calldata name_,
        string calldata symbol_,
        uint8 decimals_,
        address appRegistry,
        address datasetRegistry,
        address workerpoolRegistry,
        address previousHub
    ) external onlyOwner {
        require(_token == address(0), "already-configured");
        if (token_ == address(0)) revert TokenMissing();
        _token = token_;
        _name = name_;
        _symbol = symbol_;
        _decimals = decimals_;
        _appRegistry = appRegistry;
        _datasetRegistry = datasetRegistry;
        _workerpoolRegistry = workerpoolRegistry;
        _previousHub = previousHub;
        _callbackGas = uint32(DEFAULT_CALLBACK_GAS);
    }

    /// @notice Announces other registries for assets to be looked up in; called again in the second week with the same
    /// ones, has it done. Deals made are not touched, and who has standing orders has a week to close them.
    /// @custom:errors "Ownable: caller is not the owner", RegistriesNotChangeableYet
    function changeRegistries(address appRegistry, address datasetRegistry, address workerpoolRegistry)
        external
        onlyOwner
    {
        bytes32 change = keccak256(abi.encode(appRegistry, datasetRegistry, workerpoolRegistry));
        bool isAnnounced =
            change == _registriesAnnounced && block.timestamp < _registriesChangeableFrom + REGISTRIES_DELAY;
        if (!isAnnounced) {
            _registriesAnnounced = change;
            _registriesChangeableFrom = uint40(block.timestamp + REGISTRIES_DELAY);
            emit RegistriesAnnounced(appRegistry, datasetRegistry, workerpoolRegistry, _registriesChangeableFrom);
            return;
        }
        if (block.timestamp < _registriesChangeableFrom) revert RegistriesNotChangeableYet(_registriesChangeableFrom);
        delete _registriesAnnounced;
        _appRegistry = appRegistry;
        _datasetRegistry = datasetRegistry;
        _workerpoolRegistry = workerpoolRegistry;
    }

    /// @notice Lets an account authorise contributions made with an enclave, in the schedulers' place, in deals to come
    /// whose tag asks for a trusted execution environment; zero for none.
    /// @custom:errors "Ownable: caller is not the owner"
    function setTeeBroker(address broker) external onlyOwner {
        _teeBroker = broker;
    }

    /// @notice Sets the gas a result callback gets, between 100,000 and 1,000,000.
    /// @custom:errors "Ownable: caller is not the owner", CallbackGasOutOfBounds
    function setCallbackGas(uint256 gas_) external onlyOwner {
        if (gas_ < MIN_CALLBACK_GAS || gas_ > MAX_CALLBACK_GAS) {
            revert CallbackGasOutOfBounds(gas_, MIN_CALLBACK_GAS, MAX_CALLBACK_GAS);
        }
        _callbackGas = uint32(gas_);
    }

    /// @notice Adds a category with a time unit of `workClockTimeRef` seconds. Categories never change.
    /// @custom:errors "Ownable: caller is not the owner", TimeRefOutOfBounds
    function createCategory(string calldata name_, string calldata description, uint256 workClockTimeRef)
        external
        onlyOwner
        returns (uint256 catid)
    {
        if (workClockTimeRef == 0 || workClockTimeRef > MAX_TIMEREF) {
            revert TimeRefOutOfBounds(workClockTimeRef, MAX_TIMEREF);
        }
        catid = _categoryCount++;
        _categories[catid] = Category(name_, description, workClockTimeRef);
        emit CreateCategory(catid, name_, description, workClockTimeRef);
    }

    /// @notice Brings a worker's score along from the earlier hub, once. Anyone may call.
    /// @custom:errors "score-already-imported", NoPreviousHub
    function importScore(address worker) external {
        AccountWord word = _accounts[worker].word;
        require(!word.scoreImported(), "score-already-imported");
        if (_previousHub == address(0)) revert NoPreviousHub();
        uint256 score = IScores(_previousHub).viewScore(worker);
        if (score > type(uint32).max) score = type(uint32).max;
        if (score > word.score()) word = word.withScore(score);
        _accounts[worker].word = word.withScoreImported();
    }

    /// @notice The EIP-712 domain of orders.
    function domain() external view returns (EIP712Domain memory) {
        return Domain.fields();
    }

    /// @notice The EIP-712 domain separator, computed for the chain as it is now.
    function eip712domain_separator() external view returns (bytes32) {
        return Domain.separator();
    }

    /// @notice Does nothing: the domain separator is always that of this chain. For clients that call it after a split.
    /// @dev Virtual, or the compiler would insist on a view, which clients do not send.
    /// @custom:errors "not-configured"
    function updateDomainSeparator() external virtual {
        require(_token != address(0), "not-configured");
    }
}
