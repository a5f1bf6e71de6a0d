// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccountWord} from "../libraries/AccountWord.sol";
import {ContributionWord} from "../libraries/ContributionWord.sol";
import {TaskWord} from "../libraries/TaskWord.sol";
import {MAX_CONTRIBUTORS} from "../types/Constants.sol";
import {HubEvents} from "../types/HubEvents.sol";
import {Category} from "../types/Views.sol";

/// @dev An account, as a struct so that it can be referred to.
struct AccountRecord {
    AccountWord word;
}

/// @dev An order's life on chain in one slot: who presigned it, how much of it is used up, and, of a request, how many
/// tasks deals were made of.
struct OrderRecord {
    address presigner;
    uint64 consumed;
    uint32 matched;
}

/// @dev A contribution; the enclave is zero without one.
struct ContributionRecord {
    ContributionWord word;
    bytes32 seal;
    address enclave;
}

/// @dev A task. `results` has the result hash of each group; that of the winner is replaced by the digest when it is
/// first revealed (the hash follows from it). The arrays are of fixed length so that no length is stored.
struct TaskRecord {
    TaskWord word;
    bytes32[MAX_CONTRIBUTORS] results;
    ContributionRecord[MAX_CONTRIBUTORS] contributions;
}

/// @title The hub's storage, the same for the hub and its extension.
/// @dev Deals and results are not here: they are code (`libraries/CodeStore.sol`).
abstract contract HubStorage is HubEvents {
    address internal _owner;
    address internal _token;
    uint64 internal _totalSupply;
    /// @dev The hub's own funds.
    AccountWord internal _vault;
    address internal _appRegistry;
    address internal _datasetRegistry;
    address internal _workerpoolRegistry;
    address internal _teeBroker;
    uint32 internal _callbackGas;
    address internal _previousHub;
    uint40 internal _registriesChangeableFrom;
    uint8 internal _decimals;
    string internal _name;
    string internal _symbol;
    bytes32 internal _registriesAnnounced;
    uint256 internal _categoryCount;
    mapping(uint256 catid => Category) internal _categories;
    mapping(address account => AccountRecord) internal _accounts;
    mapping(address owner => mapping(address spender => uint256)) internal _allowances;
    mapping(bytes32 orderHash => OrderRecord) internal _orders;
    mapping(bytes32 taskid => TaskRecord) internal _tasks;
}
