// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {HubStorage} from "../hub/HubStorage.sol";
import {IHubExtension} from "../interfaces/IHub.sol";
import {AppOrder, DatasetOrder, RequestOrder, WorkerpoolOrder} from "../types/Orders.sol";

/// @title Orders published through the chain. Nothing is checked or kept: they are events only.
abstract contract Relay is IHubExtension, HubStorage {
    /// @notice Publishes an app order.
    function broadcastAppOrder(AppOrder calldata order) external {
        emit BroadcastAppOrder(order);
    }

    /// @notice Publishes a dataset order.
    function broadcastDatasetOrder(DatasetOrder calldata order) external {
        emit BroadcastDatasetOrder(order);
    }

    /// @notice Publishes a workerpool order.
    function broadcastWorkerpoolOrder(WorkerpoolOrder calldata order) external {
        emit BroadcastWorkerpoolOrder(order);
    }

    /// @notice Publishes a request order.
    function broadcastRequestOrder(RequestOrder calldata order) external {
        emit BroadcastRequestOrder(order);
    }
}
