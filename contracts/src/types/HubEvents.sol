// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AppOrder, DatasetOrder, WorkerpoolOrder, RequestOrder} from "./Orders.sol";

/// @title The hub's events, as published.
interface HubEvents {
    /// @notice Staked RLC moved; from or to address zero when minted or burnt. ERC-20.
    event Transfer(address indexed from, address indexed to, uint256 value);
    /// @notice A spender may move up to `value`. ERC-20.
    event Approval(address indexed owner, address indexed spender, uint256 value);
    /// @notice Free funds were locked.
    event Lock(address owner, uint256 amount);
    /// @notice Locked funds became free again.
    event Unlock(address owner, uint256 amount);
    /// @notice An account was paid, because of task `ref`.
    event Reward(address owner, uint256 amount, bytes32 ref);
    /// @notice Locked funds were taken, because of task `ref`.
    event Seize(address owner, uint256 amount, bytes32 ref);

    /// @notice An order was presigned.
    event SignedAppOrder(bytes32 appHash);
    /// @notice An order was presigned.
    event SignedDatasetOrder(bytes32 datasetHash);
    /// @notice An order was presigned.
    event SignedWorkerpoolOrder(bytes32 workerpoolHash);
    /// @notice An order was presigned.
    event SignedRequestOrder(bytes32 requestHash);
    /// @notice An order was closed.
    event ClosedAppOrder(bytes32 appHash);
    /// @notice An order was closed.
    event ClosedDatasetOrder(bytes32 datasetHash);
    /// @notice An order was closed.
    event ClosedWorkerpoolOrder(bytes32 workerpoolHash);
    /// @notice An order was closed.
    event ClosedRequestOrder(bytes32 requestHash);

    /// @notice A deal waits for the scheduler of `workerpool`.
    event SchedulerNotice(address indexed workerpool, bytes32 dealid);
    /// @notice Four orders (`datasetHash` zero without a dataset) made a deal of `volume` tasks.
    event OrdersMatched(
        bytes32 dealid,
        bytes32 appHash,
        bytes32 datasetHash,
        bytes32 workerpoolHash,
        bytes32 requestHash,
        uint256 volume
    );
    /// @notice `sponsor` pays for the deal in the requester's place.
    event DealSponsored(bytes32 dealId, address sponsor);

    /// @notice A task is open for contributions.
    event TaskInitialize(bytes32 indexed taskid, address indexed workerpool);
    /// @notice A worker committed to a result.
    event TaskContribute(bytes32 indexed taskid, address indexed worker, bytes32 hash);
    /// @notice Enough credible workers agree: the result is to be revealed.
    event TaskConsensus(bytes32 indexed taskid, bytes32 consensus);
    /// @notice A worker proved its contribution.
    event TaskReveal(bytes32 indexed taskid, address indexed worker, bytes32 digest);
    /// @notice Nobody revealed: the task is open for contributions again.
    event TaskReopen(bytes32 indexed taskid);
    /// @notice The task is completed, everyone is paid.
    event TaskFinalize(bytes32 indexed taskid, bytes results);
    /// @notice The task failed, the payer is refunded.
    event TaskClaimed(bytes32 indexed taskid);
    /// @notice The worker's score rose.
    event AccurateContribution(address indexed worker, bytes32 indexed taskid);
    /// @notice The worker's score fell.
    event FaultyContribution(address indexed worker, bytes32 indexed taskid);

    /// @notice A category was created.
    event CreateCategory(uint256 catid, string name, string description, uint256 workClockTimeRef);
    /// @notice An order published through the chain.
    event BroadcastAppOrder(AppOrder apporder);
    /// @notice An order published through the chain.
    event BroadcastDatasetOrder(DatasetOrder datasetorder);
    /// @notice An order published through the chain.
    event BroadcastWorkerpoolOrder(WorkerpoolOrder workerpoolorder);
    /// @notice An order published through the chain.
    event BroadcastRequestOrder(RequestOrder requestorder);
    /// @notice Assets may be looked up in other registries from `time` on, in Unix seconds. Not published.
    event RegistriesAnnounced(address appRegistry, address datasetRegistry, address workerpoolRegistry, uint256 time);
    /// @notice The hub has a new owner.
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
}
