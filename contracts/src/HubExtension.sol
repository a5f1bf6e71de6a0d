// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Approvals} from "./extension/Approvals.sol";
import {AssetViews} from "./extension/AssetViews.sol";
import {Configuration} from "./extension/Configuration.sol";
import {DatasetCompatibility} from "./extension/DatasetCompatibility.sol";
import {OrderManagement} from "./extension/OrderManagement.sol";
import {Relay} from "./extension/Relay.sol";
import {Views} from "./extension/Views.sol";

/// @title The hub's functions that are called seldom, and its views.
/// @dev Runs on the hub's storage by delegatecall; the hub's code is limited to 24,576 bytes (EIP-170). Called
/// directly it has storage of its own, with no owner and no token: nothing of value can be done there.
contract HubExtension is Configuration, Approvals, OrderManagement, DatasetCompatibility, Relay, Views, AssetViews {
    receive() external payable {
        revert("fallback-disabled");
    }

    fallback() external payable {
        revert("fallback-disabled");
    }
}
