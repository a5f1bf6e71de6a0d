// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../src/types/Orders.sol";
import {HubEvents} from "../src/types/HubEvents.sol";
import {Network, Orders} from "./support/Network.sol";

contract RelayTest is Network {
    function test_orders_are_published_whole() public {
        Orders memory o = _orders();
        _sign(o);
        vm.expectEmit(address(hub));
        emit HubEvents.BroadcastAppOrder(o.app);
        hub.broadcastAppOrder(o.app);
        vm.expectEmit(address(hub));
        emit HubEvents.BroadcastDatasetOrder(o.dataset);
        hub.broadcastDatasetOrder(o.dataset);
        vm.expectEmit(address(hub));
        emit HubEvents.BroadcastWorkerpoolOrder(o.workerpool);
        hub.broadcastWorkerpoolOrder(o.workerpool);
        vm.expectEmit(address(hub));
        emit HubEvents.BroadcastRequestOrder(o.request);
        hub.broadcastRequestOrder(o.request);
    }

    function testFuzz_orders_of_any_content_are_published(
        AppOrder calldata a,
        DatasetOrder calldata d,
        WorkerpoolOrder calldata w,
        RequestOrder calldata r
    ) public {
        vm.expectEmit(address(hub));
        emit HubEvents.BroadcastAppOrder(a);
        hub.broadcastAppOrder(a);
        vm.expectEmit(address(hub));
        emit HubEvents.BroadcastDatasetOrder(d);
        hub.broadcastDatasetOrder(d);
        vm.expectEmit(address(hub));
        emit HubEvents.BroadcastWorkerpoolOrder(w);
        hub.broadcastWorkerpoolOrder(w);
        vm.expectEmit(address(hub));
        emit HubEvents.BroadcastRequestOrder(r);
        hub.broadcastRequestOrder(r);
    }
}
