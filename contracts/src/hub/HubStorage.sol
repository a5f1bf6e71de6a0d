// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MAX_CONTRIBUTORS} from "../types/Constants.sol";
import {HubEvents} from "../types/HubEvents.sol";
import {Category, ContributionStatusEnum, TaskStatusEnum} from "../types/Views.sol";

/// @dev An account in one slot. Amounts in nRLC.
struct AccountRecord {
    uint64 stake;
    uint64 frozen;
    uint32 score;
    bool scoreImported;
}

/// @dev An order's life on chain in one slot: who presigned it, and how much of it is used up.
struct OrderRecord {
    address presigner;
    uint96 consumed;
}

/// @dev What changes in a task, in one slot. `winner` is one more than the group that won the consensus, zero while
/// there is none; `winners` counts its members and `reveals` those that revealed.
struct TaskHead {
    TaskStatusEnum status;
    uint8 contributors;
    uint8 groups;
    uint8 winner;
    uint8 winners;
    uint8 reveals;
    uint64 idx;
    uint40 revealDeadline;
}

/// @dev A contribution. `group` says which of the task's results it is for.
struct ContributionRecord {
    address worker;
    ContributionStatusEnum status;
    uint8 group;
    uint32 credibility;
    bytes32 seal;
    address enclave;
}

/// @dev A task. `results` has the result hash of each group; that of the winner is replaced by the digest when it is
/// first revealed (the hash follows from it). The arrays are of fixed length so that no length is stored.
struct TaskRecord {
    bytes32 dealid;
    TaskHead head;
    bytes32[MAX_CONTRIBUTORS] results;
    ContributionRecord[MAX_CONTRIBUTORS] contributions;
}

/// @title The hub's storage, the same for the hub and its extension.
/// @dev Deals and results are not here: they are code (`libraries/CodeStore.sol`).
abstract contract HubStorage is HubEvents {
    address internal _owner;
    address internal _token;
    uint64 internal _totalSupply;
    address internal _appRegistry;
    address internal _datasetRegistry;
    address internal _workerpoolRegistry;
    address internal _teeBroker;
    uint32 internal _callbackGas;
    address internal _previousHub;
    uint8 internal _decimals;
    string internal _name;
    string internal _symbol;
    Category[] internal _categories;
    mapping(address account => AccountRecord) internal _accounts;
    mapping(address owner => mapping(address spender => uint256)) internal _allowances;
    mapping(bytes32 orderHash => OrderRecord) internal _orders;
    mapping(bytes32 taskid => TaskRecord) internal _tasks;
}
