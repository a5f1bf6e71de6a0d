// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../types/Orders.sol";
import "../types/Views.sol";
import {IApprovalReceiver} from "./External.sol";

/// @title What the hub answers in its own code.
/// @notice Each function is documented where it is implemented.
interface IHubMain {
    function allowance(address account, address spender) external view returns (uint256);
    function approve(address spender, uint256 value) external returns (bool);
    function approveAndCall(address spender, uint256 value, bytes calldata extraData) external returns (bool);
    function balanceOf(address account) external view returns (uint256);
    function claim(bytes32 taskid) external;
    function claimArray(bytes32[] calldata taskids) external returns (bool);
    function contribute(
        bytes32 taskid,
        bytes32 resultHash,
        bytes32 resultSeal,
        address enclaveChallenge,
        bytes calldata enclaveSign,
        bytes calldata authorizationSign
    ) external;
    function contributeAndFinalize(
        bytes32 taskid,
        bytes32 resultDigest,
        bytes calldata results,
        bytes calldata resultsCallback,
        address enclaveChallenge,
        bytes calldata enclaveSign,
        bytes calldata authorizationSign
    ) external;
    function decreaseAllowance(address spender, uint256 subtractedValue) external returns (bool);
    function deposit(uint256 amount) external returns (bool);
    function depositFor(uint256 amount, address target) external returns (bool);
    function depositForArray(uint256[] calldata amounts, address[] calldata targets) external returns (bool);
    function extension() external view returns (address);
    function finalize(bytes32 taskid, bytes calldata results, bytes calldata resultsCallback) external;
    function increaseAllowance(address spender, uint256 addedValue) external returns (bool);
    function initialize(bytes32 dealid, uint256 idx) external returns (bytes32);
    function initializeAndClaimArray(bytes32[] calldata dealids, uint256[] calldata idxs) external returns (bool);
    function initializeArray(bytes32[] calldata dealids, uint256[] calldata idxs) external returns (bool);
    function matchOrders(
        AppOrder calldata app,
        DatasetOrder calldata dataset,
        WorkerpoolOrder calldata workerpool,
        RequestOrder calldata request
    ) external returns (bytes32);
    function reopen(bytes32 taskid) external;
    function reveal(bytes32 taskid, bytes32 resultDigest) external;
    function sponsorMatchOrders(
        AppOrder calldata app,
        DatasetOrder calldata dataset,
        WorkerpoolOrder calldata workerpool,
        RequestOrder calldata request
    ) external returns (bytes32);
    function transfer(address recipient, uint256 amount) external returns (bool);
    function transferFrom(address sender, address recipient, uint256 amount) external returns (bool);
    function withdraw(uint256 amount) external returns (bool);
    function withdrawTo(uint256 amount, address target) external returns (bool);
}

/// @title What the hub answers in its extension's code.
/// @notice Each function is documented where it is implemented.
interface IHubExtension is IApprovalReceiver {
    function appregistry() external view returns (address);
    function assertDatasetDealCompatibility(DatasetOrder calldata order, bytes32 dealid) external view;
    function broadcastAppOrder(AppOrder calldata order) external;
    function broadcastDatasetOrder(DatasetOrder calldata order) external;
    function broadcastRequestOrder(RequestOrder calldata order) external;
    function broadcastWorkerpoolOrder(WorkerpoolOrder calldata order) external;
    function callbackgas() external view returns (uint256);
    function changeRegistries(address appRegistry, address datasetRegistry, address workerpoolRegistry) external;
    function computeDealVolume(
        AppOrder calldata app,
        DatasetOrder calldata dataset,
        WorkerpoolOrder calldata workerpool,
        RequestOrder calldata request
    ) external view returns (uint256);
    function configure(
        address token,
        string calldata name,
        string calldata symbol,
        uint8 decimals,
        address appRegistry,
        address datasetRegistry,
        address workerpoolRegistry,
        address previousHub
    ) external;
    function contribution_deadline_ratio() external view returns (uint256);
    function countCategory() external view returns (uint256);
    function createCategory(string calldata name, string calldata description, uint256 workClockTimeRef)
        external
        returns (uint256);
    function datasetregistry() external view returns (address);
    function decimals() external view returns (uint8);
    function domain() external view returns (EIP712Domain memory);
    function eip712domain_separator() external view returns (bytes32);
    function final_deadline_ratio() external view returns (uint256);
    function frozenOf(address account) external view returns (uint256);
    function groupmember_purpose() external view returns (uint256);
    function importScore(address worker) external;
    function kitty_address() external view returns (address);
    function kitty_min() external view returns (uint256);
    function kitty_ratio() external view returns (uint256);
    function manageAppOrder(AppOrderOperation calldata request) external;
    function manageDatasetOrder(DatasetOrderOperation calldata request) external;
    function manageRequestOrder(RequestOrderOperation calldata request) external;
    function manageWorkerpoolOrder(WorkerpoolOrderOperation calldata request) external;
    function name() external view returns (string memory);
    function owner() external view returns (address);
    function recover() external returns (uint256);
    function renounceOwnership() external;
    function resultFor(bytes32 id) external view returns (bytes memory);
    function reveal_deadline_ratio() external view returns (uint256);
    function setCallbackGas(uint256 gas) external;
    function setTeeBroker(address broker) external;
    function symbol() external view returns (string memory);
    function teebroker() external view returns (address);
    function token() external view returns (address);
    function totalSupply() external view returns (uint256);
    function transferOwnership(address newOwner) external;
    function updateDomainSeparator() external;
    function verifyPresignature(address identity, bytes32 hash) external view returns (bool);
    function verifyPresignatureOrSignature(address identity, bytes32 hash, bytes calldata signature)
        external
        view
        returns (bool);
    function verifySignature(address identity, bytes32 hash, bytes calldata signature) external view returns (bool);
    function viewAccount(address account) external view returns (Account memory);
    function viewAccountABILegacy(address account) external view returns (uint256, uint256);
    function viewApp(address app) external view returns (AppInfo memory);
    function viewCategory(uint256 catid) external view returns (Category memory);
    function viewCategoryABILegacy(uint256 catid) external view returns (string memory, string memory, uint256);
    function viewConfigABILegacy(bytes32 id)
        external
        view
        returns (uint256, uint256, uint256, uint256, uint256, uint256);
    function viewConsumed(bytes32 orderHash) external view returns (uint256);
    function viewContribution(bytes32 taskid, address worker) external view returns (Contribution memory);
    function viewContributionABILegacy(bytes32 taskid, address worker)
        external
        view
        returns (ContributionStatusEnum, bytes32, bytes32, address);
    function viewDataset(address dataset) external view returns (DatasetInfo memory);
    function viewDeal(bytes32 id) external view returns (Deal memory);
    function viewDealABILegacy_pt1(bytes32 id)
        external
        view
        returns (address, address, uint256, address, address, uint256, address, address, uint256);
    function viewDealABILegacy_pt2(bytes32 id)
        external
        view
        returns (uint256, bytes32, address, address, address, string memory);
    function viewPresigned(bytes32 orderHash) external view returns (address);
    function viewScore(address worker) external view returns (uint256);
    function viewTask(bytes32 id) external view returns (Task memory);
    function viewTaskABILegacy(bytes32 taskid)
        external
        view
        returns (
            TaskStatusEnum,
            bytes32,
            uint256,
            uint256,
            uint256,
            uint256,
            uint256,
            bytes32,
            uint256,
            uint256,
            address[] memory,
            bytes memory
        );
    function viewWorkerpool(address workerpool) external view returns (WorkerpoolInfo memory);
    function workerpool_stake_ratio() external view returns (uint256);
    function workerpoolregistry() external view returns (address);
}

/// @title Everything the hub answers, for contracts that call it.
interface IHub is IHubMain, IHubExtension {}
