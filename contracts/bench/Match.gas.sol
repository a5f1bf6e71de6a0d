// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {OrderOperationEnum, RequestOrderOperation} from "../src/types/Orders.sol";
import {Orders} from "../test/support/Network.sol";
import {Group, Wallet} from "../test/support/Contracts.sol";
import {Gas} from "./Gas.sol";

contract MatchGas is Gas {
    string private constant VERB = "matchOrders";

    function test_new_orders() public {
        for (uint256 i; i < 2; ++i) {
            _signAndMatch(_realOrders(i == 1));
            _note(VERB, string.concat(_with(i == 1), "new orders"));
        }
    }

    function test_standing_orders() public {
        for (uint256 i; i < 2; ++i) {
            Orders memory o = _realOrders(i == 1);
            _signAndMatch(o);
            _another(o);
            _signAndMatch(o);
            _note(VERB, string.concat(_with(i == 1), "standing offers"));
        }
    }

    function test_bag_of_100() public {
        Orders memory o = _realOrders(true);
        o.request.volume = 100;
        _signAndMatch(o);
        _note(VERB, "dataset, new orders, 100 tasks");
    }

    function test_rest_of_a_request() public {
        Orders memory o = _realOrders(true);
        o.request.volume = 100;
        o.workerpool.volume = 10;
        _signAndMatch(o);
        o.workerpool.salt = keccak256("another");
        _signAndMatch(o);
        _note(VERB, "dataset, rest of a request");
    }

    function test_presigned_request() public {
        Orders memory o = _realOrders(true);
        _sign(o);
        o.request.sign = "";
        vm.prank(requester);
        hub.manageRequestOrder(RequestOrderOperation(o.request, OrderOperationEnum.SIGN, ""));
        _match(o);
        _note(VERB, "dataset, presigned request");
    }

    function test_contract_as_requester() public {
        Wallet wallet = new Wallet();
        _fund(address(wallet));
        Orders memory o = _realOrders(true);
        o.request.requester = address(wallet);
        _sign(o);
        wallet.sign(_hash(o.request));
        _match(o);
        _note(VERB, "dataset, contract as requester");
    }

    function test_everything_an_order_can_ask_for() public {
        Orders memory o = _realOrders(true);
        o.app.tag = o.workerpool.tag = bytes32(uint256(3));
        o.dataset.requesterrestrict = address(new Group(requester));
        o.request.workerpool = workerpool;
        o.request.beneficiary = sponsor;
        o.request.callback = address(0xCA11);
        o.request.tag = bytes32(uint256(3));
        o.request.trust = 10;
        _signAndMatch(o);
        _note(VERB, "dataset, TEE, group, beneficiary, callback");
    }
}

contract SponsorMatchGas is Gas {
    string private constant VERB = "sponsorMatchOrders";

    function test_new_orders() public {
        for (uint256 i; i < 2; ++i) {
            _sponsor(_realOrders(i == 1));
            _note(VERB, string.concat(_with(i == 1), "new orders"));
        }
    }

    function test_standing_orders() public {
        for (uint256 i; i < 2; ++i) {
            Orders memory o = _realOrders(i == 1);
            _sponsor(o);
            _another(o);
            _sponsor(o);
            _note(VERB, string.concat(_with(i == 1), "standing offers"));
        }
    }

    function _sponsor(Orders memory o) private {
        _sign(o);
        vm.prank(sponsor);
        hub.sponsorMatchOrders(o.app, o.dataset, o.workerpool, o.request);
    }
}
