// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Group, OddGroup} from "./support/Contracts.sol";
import {Hostile, Malice} from "./support/Hostile.sol";
import {Network, Orders} from "./support/Network.sol";

/// @title Every code of matchOrders, and that the first broken rule is the one reported.
contract MatchCodesTest is Network {
    address private constant OTHER = address(0x0707);

    function test_00_category_differs() public {
        Orders memory o = _orders();
        o.request.category = 1;
        _expect(o, "00");
    }

    function test_01_category_unknown() public {
        Orders memory o = _orders();
        o.request.category = o.workerpool.category = 1;
        _expect(o, "01");
    }

    function test_02_trust_beyond_the_pools() public {
        Orders memory o = _orders();
        o.request.trust = 1001;
        _expect(o, "02");
    }

    function test_03_app_price() public {
        Orders memory o = _orders();
        o.app.appprice = APP_PRICE + 1;
        _expect(o, "03");
    }

    function test_04_dataset_price() public {
        Orders memory o = _orders();
        o.dataset.datasetprice = DATASET_PRICE + 1;
        _expect(o, "04");
    }

    function test_05_workerpool_price() public {
        Orders memory o = _orders();
        o.workerpool.workerpoolprice = POOL_PRICE + 1;
        _expect(o, "05");
    }

    function test_06_tag_beyond_the_pools() public {
        Orders memory o = _orders();
        o.request.tag = bytes32(uint256(0x10));
        _expect(o, "06");
        o = _orders();
        o.dataset.tag = bytes32(uint256(0x20));
        _expect(o, "06");
        o = _orders();
        o.app.tag = bytes32(uint256(0x40));
        _expect(o, "06");
    }

    function test_07_tee_the_app_is_not_made_for() public {
        Orders memory o = _orders();
        o.request.tag = o.workerpool.tag = bytes32(uint256(0x01));
        _expect(o, "07");
    }

    function test_10_app_differs() public {
        Orders memory o = _orders();
        o.request.app = OTHER;
        _expect(o, "10");
    }

    function test_11_dataset_differs() public {
        Orders memory o = _orders();
        o.request.dataset = OTHER;
        _expect(o, "11");
        o = _orders();
        o.request.dataset = address(0);
        _expect(o, "11");
    }

    function test_12_workerpool_not_wanted() public {
        Orders memory o = _orders();
        o.request.workerpool = OTHER;
        _expect(o, "12");
        o.request.workerpool = address(new OddGroup());
        _expect(o, "12");
        o.request.workerpool = address(new Group(OTHER));
        _expect(o, "12");
        o.request.workerpool = address(new Group(workerpool));
        _expectMatch(o);
        o.request.workerpool = workerpool;
        o.request.salt = bytes32("second");
        _expectMatch(o);
    }

    function test_13_dataset_not_for_the_app() public {
        Orders memory o = _orders();
        o.app.datasetrestrict = OTHER;
        _expect(o, "13");
        _withoutDataset(o);
        _expect(o, "13");
        o = _orders();
        o.app.datasetrestrict = address(new Group(dataset));
        _expectMatch(o);
    }

    function test_14_workerpool_not_for_the_app() public {
        Orders memory o = _orders();
        o.app.workerpoolrestrict = OTHER;
        _expect(o, "14");
    }

    function test_15_requester_not_for_the_app() public {
        Orders memory o = _orders();
        o.app.requesterrestrict = OTHER;
        _expect(o, "15");
    }

    function test_16_app_not_for_the_dataset() public {
        Orders memory o = _orders();
        o.dataset.apprestrict = OTHER;
        _expect(o, "16");
    }

    function test_17_workerpool_not_for_the_dataset() public {
        Orders memory o = _orders();
        o.dataset.workerpoolrestrict = OTHER;
        _expect(o, "17");
    }

    function test_18_requester_not_for_the_dataset() public {
        Orders memory o = _orders();
        o.dataset.requesterrestrict = OTHER;
        _expect(o, "18");
    }

    function test_19_app_not_for_the_workerpool() public {
        Orders memory o = _orders();
        o.workerpool.apprestrict = OTHER;
        _expect(o, "19");
    }

    function test_1a_dataset_not_for_the_workerpool() public {
        Orders memory o = _orders();
        o.workerpool.datasetrestrict = OTHER;
        _expect(o, "1a");
        _withoutDataset(o);
        _expect(o, "1a");
    }

    function test_1b_requester_not_for_the_workerpool() public {
        Orders memory o = _orders();
        o.workerpool.requesterrestrict = OTHER;
        _expect(o, "1b");
    }

    function test_20_app_not_registered() public {
        Orders memory o = _orders();
        o.app.app = o.request.app = OTHER;
        _expect(o, "20");
    }

    function test_21_app_order_not_signed() public {
        Orders memory o = _orders();
        _sign(o);
        o.app.sign = o.request.sign;
        _expectSigned(o, "21");
    }

    function test_30_dataset_not_registered() public {
        Orders memory o = _orders();
        o.dataset.dataset = o.request.dataset = OTHER;
        _expect(o, "30");
    }

    function test_31_dataset_order_not_signed() public {
        Orders memory o = _orders();
        _sign(o);
        o.dataset.sign = o.request.sign;
        _expectSigned(o, "31");
    }

    function test_40_workerpool_not_registered() public {
        Orders memory o = _orders();
        o.workerpool.workerpool = OTHER;
        _expect(o, "40");
        o.workerpool.workerpool = app; // registered, but as something else
        _expect(o, "40");
    }

    function test_41_workerpool_order_not_signed() public {
        Orders memory o = _orders();
        _sign(o);
        o.workerpool.sign = o.request.sign;
        _expectSigned(o, "41");
    }

    function test_50_request_not_signed() public {
        Orders memory o = _orders();
        _sign(o);
        o.request.sign = o.app.sign;
        _expectSigned(o, "50");
    }

    function test_50_request_changed_after_signing() public {
        Orders memory o = _orders();
        _sign(o);
        o.request.params = "something else";
        _expectSigned(o, "50");
    }

    function test_60_nothing_left() public {
        Orders memory o = _orders();
        _sign(o);
        _match(o);
        _expectSigned(o, "60");
        o = _orders();
        o.dataset.volume = 0;
        _expect(o, "60");
    }

    function test_the_first_broken_rule_is_reported() public {
        Orders memory o = _orders();
        o.request.category = 9; // 00
        o.request.trust = 5000; // 02
        o.app.appprice = APP_PRICE + 1; // 03
        o.app.app = OTHER; // 10
        _expect(o, "00");
        o.request.category = 0;
        _expect(o, "02");
        o.request.trust = 1;
        _expect(o, "03");
        o.app.appprice = APP_PRICE;
        _expect(o, "10");
    }

    function test_a_new_owner_does_not_sign_for_the_old() public {
        Orders memory o = _orders();
        _sign(o);
        vm.prank(appOwner);
        (bool ok,) = address(apps)
            .call(
                abi.encodeWithSignature("transferFrom(address,address,uint256)", appOwner, OTHER, uint256(uint160(app)))
            );
        assertTrue(ok, "sold");
        _expectSigned(o, "21");
    }

    /// @dev Whatever a group answers but a plain true, and whatever a signer answers but the magic number, is a no.
    function testFuzz_hostile_groups_and_signers_agree_to_nothing(uint8 malice, uint8 where) public {
        address hostile = address(new Hostile(Malice(malice % 7)));
        string[12] memory codes = ["12", "13", "14", "15", "16", "17", "18", "19", "1a", "1b", "50", "21"];
        where %= 12;
        Orders memory o = _orders();
        if (where == 0) o.request.workerpool = hostile;
        if (where == 1) o.app.datasetrestrict = hostile;
        if (where == 2) o.app.workerpoolrestrict = hostile;
        if (where == 3) o.app.requesterrestrict = hostile;
        if (where == 4) o.dataset.apprestrict = hostile;
        if (where == 5) o.dataset.workerpoolrestrict = hostile;
        if (where == 6) o.dataset.requesterrestrict = hostile;
        if (where == 7) o.workerpool.apprestrict = hostile;
        if (where == 8) o.workerpool.datasetrestrict = hostile;
        if (where == 9) o.workerpool.requesterrestrict = hostile;
        if (where == 10) o.request.requester = hostile;
        if (where == 11) o.app.app = o.request.app = apps.createApp(hostile, "hostile", "", "", 0, "");
        _sign(o);
        (bool ok, bytes memory answer) = address(hub).call{gas: 30_000_000}(
            abi.encodeCall(hub.matchOrders, (o.app, o.dataset, o.workerpool, o.request))
        );
        assertTrue(!ok, "no match");
        assertEq(answer, _error(string.concat("iExecV5-matchOrders-0x", codes[where])), "reason");
    }

    /// @dev Every code of a price or trust that does not fit, and no code when all fit.
    function testFuzz_prices_and_trust_fit(uint64[4] calldata asked, uint64[4] calldata offered) public {
        Orders memory o = _orders();
        (o.request.trust, o.workerpool.trust) = (asked[0] % 1e9, offered[0] % 1e9);
        (o.app.appprice, o.request.appmaxprice) = (asked[1] % 1e9, offered[1] % 1e9);
        (o.dataset.datasetprice, o.request.datasetmaxprice) = (asked[2] % 1e9, offered[2] % 1e9);
        (o.workerpool.workerpoolprice, o.request.workerpoolmaxprice) = (asked[3] % 1e9, offered[3] % 1e9);
        string[4] memory codes = ["02", "03", "04", "05"];
        for (uint256 i; i < 4; ++i) {
            if (asked[i] % 1e9 > offered[i] % 1e9) return _expect(o, codes[i]);
        }
        _expectMatch(o);
    }

    function testFuzz_tags_fit(bytes32 app_, bytes32 dataset_, bytes32 request_, bytes32 pool, bool few) public {
        Orders memory o = _orders();
        if (few) (app_, dataset_, request_) = (app_ & pool, dataset_ & pool, request_ & pool);
        (o.app.tag, o.dataset.tag, o.request.tag, o.workerpool.tag) = (app_, dataset_, request_, pool);
        bytes32 tag = app_ | request_ | (dataset_ & ~bytes32(uint256(0x0e)));
        if (tag & ~pool != 0) return _expect(o, "06");
        if (uint256(tag) & 1 != uint256(app_) & 1) return _expect(o, "07");
        assertEq(hub.viewDeal(_signAndMatch(o)).tag, tag, "tag");
    }

    function _expect(Orders memory o, string memory code) private {
        _sign(o);
        _expectSigned(o, code);
    }

    function _expectSigned(Orders memory o, string memory code) private {
        vm.expectRevert(_error(string.concat("iExecV5-matchOrders-0x", code)));
        _match(o);
    }

    function _expectMatch(Orders memory o) private {
        assertTrue(_signAndMatch(o) != 0, "matched");
    }
}
