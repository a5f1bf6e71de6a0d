// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {HubEvents} from "../src/types/HubEvents.sol";
import "../src/types/Orders.sol";
import {Eip712} from "./support/Eip712.sol";
import {Network, Orders} from "./support/Network.sol";

contract ManageOrdersTest is Network {
    OrderOperationEnum private constant SIGN = OrderOperationEnum.SIGN;
    OrderOperationEnum private constant CLOSE = OrderOperationEnum.CLOSE;

    function test_presigned_orders_match_without_signatures() public {
        Orders memory o = _orders();
        vm.expectEmit(address(hub));
        emit HubEvents.SignedAppOrder(_hash(o.app));
        vm.prank(appOwner);
        hub.manageAppOrder(AppOrderOperation(o.app, SIGN, ""));
        vm.expectEmit(address(hub));
        emit HubEvents.SignedDatasetOrder(_hash(o.dataset));
        vm.prank(datasetOwner);
        hub.manageDatasetOrder(DatasetOrderOperation(o.dataset, SIGN, ""));
        vm.expectEmit(address(hub));
        emit HubEvents.SignedWorkerpoolOrder(_hash(o.workerpool));
        vm.prank(scheduler);
        hub.manageWorkerpoolOrder(WorkerpoolOrderOperation(o.workerpool, SIGN, ""));
        vm.expectEmit(address(hub));
        emit HubEvents.SignedRequestOrder(_hash(o.request));
        vm.prank(requester);
        hub.manageRequestOrder(RequestOrderOperation(o.request, SIGN, ""));

        assertEq(hub.viewPresigned(_hash(o.app)), appOwner, "presigner");
        assertTrue(hub.verifyPresignature(requester, _hash(o.request)), "presigned");
        assertTrue(!hub.verifyPresignature(sponsor, _hash(o.request)), "by another");
        assertTrue(hub.verifyPresignatureOrSignature(requester, _hash(o.request), ""), "either");
        assertTrue(_match(o) != 0, "matched");
    }

    function test_closed_orders_do_not_match() public {
        Orders memory o = _orders();
        _sign(o);
        vm.expectEmit(address(hub));
        emit HubEvents.ClosedAppOrder(_hash(o.app));
        vm.prank(appOwner);
        hub.manageAppOrder(AppOrderOperation(o.app, CLOSE, ""));
        assertEq(hub.viewConsumed(_hash(o.app)), o.app.volume, "consumed");
        _expectNothingLeft(o);
    }

    function test_each_order_can_be_closed() public {
        Orders memory o = _orders();
        _sign(o);
        vm.expectEmit(address(hub));
        emit HubEvents.ClosedDatasetOrder(_hash(o.dataset));
        vm.prank(datasetOwner);
        hub.manageDatasetOrder(DatasetOrderOperation(o.dataset, CLOSE, ""));
        vm.expectEmit(address(hub));
        emit HubEvents.ClosedWorkerpoolOrder(_hash(o.workerpool));
        vm.prank(scheduler);
        hub.manageWorkerpoolOrder(WorkerpoolOrderOperation(o.workerpool, CLOSE, ""));
        vm.expectEmit(address(hub));
        emit HubEvents.ClosedRequestOrder(_hash(o.request));
        vm.prank(requester);
        hub.manageRequestOrder(RequestOrderOperation(o.request, CLOSE, ""));
        assertEq(hub.viewConsumed(_hash(o.dataset)), o.dataset.volume, "dataset");
        assertEq(hub.viewConsumed(_hash(o.workerpool)), o.workerpool.volume, "workerpool");
        assertEq(hub.viewConsumed(_hash(o.request)), o.request.volume, "request");
        _expectNothingLeft(o);
    }

    function test_an_order_of_boundless_volume_can_be_closed() public {
        Orders memory o = _orders();
        o.app.volume = type(uint256).max;
        _sign(o);
        vm.prank(appOwner);
        hub.manageAppOrder(AppOrderOperation(o.app, CLOSE, ""));
        _expectNothingLeft(o);
    }

    function test_closing_keeps_the_presignature() public {
        Orders memory o = _orders();
        vm.prank(requester);
        hub.manageRequestOrder(RequestOrderOperation(o.request, SIGN, ""));
        vm.prank(requester);
        hub.manageRequestOrder(RequestOrderOperation(o.request, CLOSE, ""));
        assertEq(hub.viewPresigned(_hash(o.request)), requester, "presigner");
    }

    function test_anyone_may_send_what_the_owner_signed() public {
        Orders memory o = _orders();
        AppOrderOperation memory a = AppOrderOperation(o.app, SIGN, "");
        a.sign = _signature(APP_OWNER, Eip712.digest(address(hub), Eip712.hash(a)));
        hub.manageAppOrder(a);
        DatasetOrderOperation memory d = DatasetOrderOperation(o.dataset, SIGN, "");
        d.sign = _signature(DATASET_OWNER, Eip712.digest(address(hub), Eip712.hash(d)));
        hub.manageDatasetOrder(d);
        WorkerpoolOrderOperation memory w = WorkerpoolOrderOperation(o.workerpool, SIGN, "");
        w.sign = _signature(SCHEDULER, Eip712.digest(address(hub), Eip712.hash(w)));
        hub.manageWorkerpoolOrder(w);
        RequestOrderOperation memory r = RequestOrderOperation(o.request, SIGN, "");
        r.sign = _signature(REQUESTER, Eip712.digest(address(hub), Eip712.hash(r)));
        hub.manageRequestOrder(r);
        assertTrue(_match(o) != 0, "matched");
    }

    function test_a_signature_for_one_operation_is_none_for_the_other() public {
        AppOrderOperation memory a = AppOrderOperation(_orders().app, SIGN, "");
        a.sign = _signature(APP_OWNER, Eip712.digest(address(hub), Eip712.hash(a)));
        a.operation = CLOSE;
        vm.expectRevert(_error("invalid-sender-or-signature"));
        hub.manageAppOrder(a);
    }

    function test_strangers_are_refused() public {
        Orders memory o = _orders();
        bytes memory junk = _signature(SPONSOR, keccak256("junk"));
        vm.expectRevert(_error("invalid-sender-or-signature"));
        hub.manageAppOrder(AppOrderOperation(o.app, CLOSE, junk));
        vm.expectRevert(_error("invalid-sender-or-signature"));
        hub.manageDatasetOrder(DatasetOrderOperation(o.dataset, CLOSE, junk));
        vm.expectRevert(_error("invalid-sender-or-signature"));
        hub.manageWorkerpoolOrder(WorkerpoolOrderOperation(o.workerpool, CLOSE, junk));
        vm.expectRevert(_error("invalid-sender-or-signature"));
        hub.manageRequestOrder(RequestOrderOperation(o.request, CLOSE, junk));
    }

    function test_orders_for_unregistered_assets_are_refused() public {
        Orders memory o = _orders();
        o.app.app = address(0x07);
        vm.expectRevert(_error("invalid-sender-or-signature"));
        hub.manageAppOrder(AppOrderOperation(o.app, SIGN, new bytes(65)));
    }

    function test_computeDealVolume_foretells_the_match() public {
        Orders memory o = _orders();
        o.request.volume = 9;
        o.workerpool.volume = 4;
        assertEq(hub.computeDealVolume(o.app, o.dataset, o.workerpool, o.request), 4, "least");
        o.dataset.volume = 2;
        assertEq(hub.computeDealVolume(o.app, o.dataset, o.workerpool, o.request), 2, "dataset");
        _signAndMatch(o);
        assertEq(hub.computeDealVolume(o.app, o.dataset, o.workerpool, o.request), 0, "used up");
        _withoutDataset(o);
        o.dataset.volume = 0;
        assertEq(hub.computeDealVolume(o.app, o.dataset, o.workerpool, o.request), 2, "no dataset, no limit");
    }

    function testFuzz_orders_are_managed_by_their_owners_only(address sender, uint8 which, bool close) public {
        vm.assume(sender != appOwner && sender != datasetOwner && sender != scheduler && sender != requester);
        Orders memory o = _orders();
        OrderOperationEnum what = close ? CLOSE : SIGN;
        bytes[4] memory calls = [
            abi.encodeCall(hub.manageAppOrder, (AppOrderOperation(o.app, what, new bytes(65)))),
            abi.encodeCall(hub.manageDatasetOrder, (DatasetOrderOperation(o.dataset, what, new bytes(65)))),
            abi.encodeCall(hub.manageWorkerpoolOrder, (WorkerpoolOrderOperation(o.workerpool, what, new bytes(65)))),
            abi.encodeCall(hub.manageRequestOrder, (RequestOrderOperation(o.request, what, new bytes(65))))
        ];
        address[4] memory owners = [appOwner, datasetOwner, scheduler, requester];
        bytes32[4] memory hashes = [_hash(o.app), _hash(o.dataset), _hash(o.workerpool), _hash(o.request)];
        uint256[4] memory volumes = [o.app.volume, o.dataset.volume, o.workerpool.volume, o.request.volume];
        which %= 4;
        vm.prank(sender);
        (bool ok, bytes memory answer) = address(hub).call(calls[which]);
        assertTrue(!ok, "a stranger");
        assertEq(answer, _error("invalid-sender-or-signature"), "reason");
        vm.prank(owners[which]);
        (ok,) = address(hub).call(calls[which]);
        assertTrue(ok, "the owner");
        assertEq(hub.viewConsumed(hashes[which]), close ? volumes[which] : 0, "consumed");
        assertEq(hub.viewPresigned(hashes[which]), close ? address(0) : owners[which], "presigner");
        assertTrue(hub.verifyPresignature(owners[which], hashes[which]) == !close, "presigned");
        assertTrue(hub.verifyPresignatureOrSignature(owners[which], hashes[which], new bytes(65)) == !close, "either");
        assertTrue(!hub.verifyPresignature(sender, hashes[which]), "by nobody else");
    }

    function testFuzz_a_deals_volume_is_the_least(uint32 a, uint32 d, uint32 w, uint32 r) public {
        Orders memory o = _orders();
        o.app.appprice = o.dataset.datasetprice = o.workerpool.workerpoolprice = 0;
        (o.app.volume, o.dataset.volume, o.workerpool.volume, o.request.volume) = (a, d, w, r);
        uint256 least = a < d ? a : d;
        if (w < least) least = w;
        if (r < least) least = r;
        assertEq(hub.computeDealVolume(o.app, o.dataset, o.workerpool, o.request), least, "foretold");
        if (least == 0) return;
        assertEq(hub.viewDeal(_signAndMatch(o)).botSize, least, "agreed");
        assertEq(hub.viewConsumed(_hash(o.app)), least, "app order");
        assertEq(hub.viewConsumed(_hash(o.dataset)), least, "dataset order");
        assertEq(hub.viewConsumed(_hash(o.workerpool)), least, "workerpool order");
        assertEq(hub.viewConsumed(_hash(o.request)), least, "request order");
        assertEq(hub.computeDealVolume(o.app, o.dataset, o.workerpool, o.request), 0, "nothing is left of the least");
    }

    function _expectNothingLeft(Orders memory o) private {
        vm.expectRevert(_error("iExecV5-matchOrders-0x60"));
        _match(o);
    }
}
