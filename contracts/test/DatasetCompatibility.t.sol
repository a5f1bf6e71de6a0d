// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IncompatibleDatasetOrder} from "../src/types/Errors.sol";
import {DatasetOrder, DatasetOrderOperation, OrderOperationEnum} from "../src/types/Orders.sol";
import {Network, Orders} from "./support/Network.sol";

contract DatasetCompatibilityTest is Network {
    address private constant OTHER = address(0x0707);
    bytes32 private dealid;

    function setUp() public override {
        super.setUp();
        Orders memory o = _orders();
        _withoutDataset(o);
        o.app.tag = o.workerpool.tag = o.request.tag = bytes32(uint256(0x09)); // TEE, TDX
        dealid = _signAndMatch(o);
    }

    function test_compatible() public view {
        DatasetOrder memory order = _orders().dataset;
        order.tag = bytes32(uint256(0x03)); // TEE, Scone: the framework does not matter
        _signAndAssert(order);
    }

    function test_closed() public {
        DatasetOrder memory order = _orders().dataset;
        vm.prank(datasetOwner);
        hub.manageDatasetOrder(DatasetOrderOperation(order, OrderOperationEnum.CLOSE, ""));
        _expect(order, "Dataset order is revoked or fully consumed");
    }

    function test_not_signed() public {
        DatasetOrder memory order = _orders().dataset;
        order.sign = _signature(REQUESTER, _hash(order));
        vm.expectRevert(abi.encodeWithSelector(IncompatibleDatasetOrder.selector, "Invalid dataset order signature"));
        hub.assertDatasetDealCompatibility(order, dealid);
    }

    function test_presigned() public {
        DatasetOrder memory order = _orders().dataset;
        vm.prank(datasetOwner);
        hub.manageDatasetOrder(DatasetOrderOperation(order, OrderOperationEnum.SIGN, ""));
        hub.assertDatasetDealCompatibility(order, dealid);
    }

    function test_no_deal() public {
        dealid = bytes32("nothing");
        _expect(_orders().dataset, "Deal not found");
    }

    function test_deal_with_a_dataset() public {
        dealid = _signAndMatch(_orders());
        _expect(_orders().dataset, "Deal already has a dataset");
    }

    function test_restrictions() public {
        DatasetOrder memory order = _orders().dataset;
        order.apprestrict = OTHER;
        _expect(order, "App restriction not satisfied");
        order.apprestrict = app;
        order.workerpoolrestrict = OTHER;
        _expect(order, "Workerpool restriction not satisfied");
        order.workerpoolrestrict = workerpool;
        order.requesterrestrict = OTHER;
        _expect(order, "Requester restriction not satisfied");
        order.requesterrestrict = requester;
        _signAndAssert(order);
    }

    function test_tag() public {
        DatasetOrder memory order = _orders().dataset;
        order.tag = bytes32(uint256(0x10));
        _expect(order, "Tag compatibility not satisfied");
    }

    function testFuzz_tags_must_be_the_deals(bytes32 tag, bool few) public {
        if (few) tag &= bytes32(uint256(0x1f));
        DatasetOrder memory order = _orders().dataset;
        order.tag = tag;
        if (tag & ~bytes32(uint256(0x0f)) == 0) _signAndAssert(order);
        else _expect(order, "Tag compatibility not satisfied");
    }

    function testFuzz_it_consumes_nothing(uint64 volume) public {
        DatasetOrder memory order = _orders().dataset;
        order.volume = volume;
        if (volume == 0) return _expect(order, "Dataset order is revoked or fully consumed");
        _signAndAssert(order);
        assertEq(hub.viewConsumed(_hash(order)), 0, "consumed");
    }

    function _signAndAssert(DatasetOrder memory order) private view {
        order.sign = _signature(DATASET_OWNER, _hash(order));
        hub.assertDatasetDealCompatibility(order, dealid);
    }

    function _expect(DatasetOrder memory order, string memory reason) private {
        order.sign = _signature(DATASET_OWNER, _hash(order));
        vm.expectRevert(abi.encodeWithSelector(IncompatibleDatasetOrder.selector, reason));
        hub.assertDatasetDealCompatibility(order, dealid);
    }
}
