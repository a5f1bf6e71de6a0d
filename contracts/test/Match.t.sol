// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../src/types/Errors.sol";
import {HubEvents} from "../src/types/HubEvents.sol";
import {Deal} from "../src/types/Views.sol";
import {Network, Orders} from "./support/Network.sol";

contract MatchTest is Network {
    function test_deal_has_what_the_orders_agree_on() public {
        Orders memory o = _orders();
        o.request.beneficiary = address(0xBE);
        o.request.callback = address(0xCB);
        o.request.trust = 5;
        bytes32 dealid = _signAndMatch(o);
        assertEq(dealid, keccak256(abi.encodePacked(_hash(o.request), uint256(0))), "id");

        Deal memory deal = hub.viewDeal(dealid);
        assertEq(deal.app.pointer, app, "app");
        assertEq(deal.app.owner, appOwner, "app owner");
        assertEq(deal.app.price, APP_PRICE, "app price");
        assertEq(deal.dataset.pointer, dataset, "dataset");
        assertEq(deal.dataset.owner, datasetOwner, "dataset owner");
        assertEq(deal.dataset.price, DATASET_PRICE, "dataset price");
        assertEq(deal.workerpool.pointer, workerpool, "workerpool");
        assertEq(deal.workerpool.owner, scheduler, "scheduler");
        assertEq(deal.workerpool.price, POOL_PRICE, "workerpool price");
        assertEq(deal.trust, 5, "trust");
        assertEq(deal.category, 0, "category");
        assertEq(deal.tag, 0, "tag");
        assertEq(deal.requester, requester, "requester");
        assertEq(deal.beneficiary, address(0xBE), "beneficiary");
        assertEq(deal.callback, address(0xCB), "callback");
        assertEq(deal.params, "0xabc", "params");
        assertEq(deal.startTime, START, "start");
        assertEq(deal.botFirst, 0, "first");
        assertEq(deal.botSize, 1, "size");
        assertEq(deal.workerStake, WORKER_STAKE, "worker stake");
        assertEq(deal.schedulerRewardRatio, 1, "reward ratio");
        assertEq(deal.sponsor, requester, "payer");
    }

    function test_match_locks_price_and_stake() public {
        Orders memory o = _orders();
        o.request.volume = 3;
        _signAndMatch(o);
        _assertAccount(requester, -int256(3 * TASK_PRICE), 3 * TASK_PRICE, "requester");
        _assertAccount(scheduler, -int256(3 * POOL_STAKE), 3 * POOL_STAKE, "scheduler");
        assertEq(hub.balanceOf(address(hub)), 3 * (TASK_PRICE + POOL_STAKE), "hub holds what is locked");
    }

    function test_stake_is_rounded_down_per_task() public {
        Orders memory o = _orders();
        o.workerpool.workerpoolprice = 3; // 30% is 0.9
        o.request.volume = 10;
        _signAndMatch(o);
        assertEq(_lockedOf(scheduler), 0, "ten times nothing");
    }

    function test_match_tells_the_scheduler() public {
        Orders memory o = _orders();
        _sign(o);
        bytes32 dealid = keccak256(abi.encodePacked(_hash(o.request), uint256(0)));
        vm.expectEmit(address(hub));
        emit HubEvents.SchedulerNotice(workerpool, dealid);
        vm.expectEmit(address(hub));
        emit HubEvents.OrdersMatched(dealid, _hash(o.app), _hash(o.dataset), _hash(o.workerpool), _hash(o.request), 1);
        _match(o);
    }

    function test_deal_without_dataset() public {
        Orders memory o = _orders();
        _withoutDataset(o);
        Deal memory deal = hub.viewDeal(_signAndMatch(o));
        assertEq(deal.dataset.pointer, address(0), "dataset");
        assertEq(deal.dataset.owner, address(0), "dataset owner");
        assertEq(_lockedOf(requester), APP_PRICE + POOL_PRICE, "locked");
    }

    function test_unsigned_dataset_order_counts_for_nothing() public {
        Orders memory o = _orders();
        _withoutDataset(o);
        o.workerpool.tag = bytes32(uint256(0xff));
        _sign(o);
        o.dataset.datasetprice = 1e9;
        o.dataset.volume = 0;
        o.dataset.tag = bytes32(uint256(0xf0));
        o.dataset.requesterrestrict = address(0xdead);
        bytes32 dealid = _match(o);
        assertEq(hub.viewDeal(dealid).tag, 0, "nobody asked for the tag");
        assertEq(_lockedOf(requester), APP_PRICE + POOL_PRICE, "locked");
    }

    function test_trust_is_at_least_one() public {
        assertEq(hub.viewDeal(_signAndMatch(_orders())).trust, 1, "trust");
    }

    function test_beneficiary_may_be_nobody() public {
        Orders memory o = _orders();
        o.request.beneficiary = address(0);
        assertEq(hub.viewDeal(_signAndMatch(o)).beneficiary, address(0), "beneficiary");
    }

    function test_tags_add_up_but_for_the_datasets_framework() public {
        Orders memory o = _orders();
        o.app.tag = bytes32(uint256(0x03)); // TEE, Scone
        o.dataset.tag = bytes32(uint256(0x15)); // TEE, Gramine, and a bit of its own
        o.request.tag = bytes32(uint256(0x23));
        o.workerpool.tag = bytes32(uint256(0xff));
        assertEq(hub.viewDeal(_signAndMatch(o)).tag, bytes32(uint256(0x33)), "tag");
    }

    function test_volume_is_the_least_that_is_left() public {
        Orders memory o = _orders();
        o.app.volume = 5;
        o.request.volume = 100;
        bytes32 first = _signAndMatch(o);
        assertEq(hub.viewDeal(first).botSize, 5, "first deal");
        assertEq(hub.viewConsumed(_hash(o.app)), 5, "app order used up");
        assertEq(hub.viewConsumed(_hash(o.request)), 5, "request order partly");

        o.app.volume = 1000;
        o.dataset.volume = 7;
        o.dataset.salt = bytes32("another");
        bytes32 second = _signAndMatch(o);
        assertEq(hub.viewDeal(second).botFirst, 5, "second deal goes on");
        assertEq(hub.viewDeal(second).botSize, 7, "second deal");
        assertEq(second, keccak256(abi.encodePacked(_hash(o.request), uint256(5))), "second id");
    }

    function test_sponsor_pays() public {
        Orders memory o = _orders();
        _sign(o);
        bytes32 dealid = keccak256(abi.encodePacked(_hash(o.request), uint256(0)));
        vm.expectEmit(address(hub));
        emit HubEvents.DealSponsored(dealid, sponsor);
        vm.prank(sponsor);
        hub.sponsorMatchOrders(o.app, o.dataset, o.workerpool, o.request);
        assertEq(hub.viewDeal(dealid).sponsor, sponsor, "payer");
        assertEq(hub.viewDeal(dealid).requester, requester, "requester");
        _assertAccount(sponsor, -int256(TASK_PRICE), TASK_PRICE, "sponsor");
        _assertAccount(requester, 0, 0, "requester");
    }

    function test_sponsored_request_of_nobody_is_refused() public {
        Orders memory o = _orders();
        _sign(o);
        o.request.requester = address(0);
        o.request.sign = new bytes(65);
        vm.prank(sponsor);
        vm.expectRevert(_error("iExecV5-matchOrders-0x50"));
        hub.sponsorMatchOrders(o.app, o.dataset, o.workerpool, o.request);
    }

    function test_too_little_deposit_is_refused() public {
        vm.prank(requester);
        hub.withdraw(FUNDS - TASK_PRICE + 1);
        Orders memory o = _orders();
        _sign(o);
        vm.expectRevert(_error("IexecEscrow: Transfer amount exceeds balance"));
        _match(o);
    }

    function test_scheduler_without_stake_is_refused() public {
        vm.prank(scheduler);
        hub.withdraw(FUNDS - POOL_STAKE + 1);
        Orders memory o = _orders();
        _sign(o);
        vm.expectRevert(_error("IexecEscrow: Transfer amount exceeds balance"));
        _match(o);
    }

    function test_trust_beyond_reach_is_refused() public {
        Orders memory o = _orders();
        o.workerpool.trust = type(uint256).max;
        o.request.trust = uint256(type(uint32).max) + 1;
        _sign(o);
        vm.expectRevert(abi.encodeWithSelector(TrustTooHigh.selector, o.request.trust, type(uint32).max));
        _match(o);
    }

    function test_prices_beyond_64_bits_are_refused() public {
        Orders memory o = _orders();
        o.workerpool.workerpoolprice = uint256(type(uint64).max) + 1;
        o.request.workerpoolmaxprice = type(uint256).max;
        _sign(o);
        vm.expectRevert(abi.encodeWithSelector(NumberTooLarge.selector, o.workerpool.workerpoolprice, 64));
        _match(o);
    }

    function test_volumes_beyond_32_bits_are_refused() public {
        Orders memory o = _orders();
        o.app.volume = o.dataset.volume = o.workerpool.volume = o.request.volume = uint256(type(uint32).max) + 1;
        _sign(o);
        vm.expectRevert(abi.encodeWithSelector(NumberTooLarge.selector, o.request.volume, 32));
        _match(o);
    }

    function test_the_last_index_of_a_request_fits_32_bits() public {
        Orders memory o = _orders();
        o.request.volume = uint256(type(uint32).max) + 1;
        _signAndMatch(o);
        o.app.volume = o.dataset.volume = o.workerpool.volume = type(uint256).max;
        _sign(o);
        vm.expectRevert(abi.encodeWithSelector(NumberTooLarge.selector, o.request.volume, 32));
        _match(o);
    }

    function test_params_that_do_not_fit_are_refused() public {
        Orders memory o = _orders();
        o.request.params = string(new bytes(24_576));
        _sign(o);
        vm.expectRevert(abi.encodeWithSelector(DataTooLong.selector, 232 + 24_576, 24_576));
        _match(o);
        o.request.params = string(new bytes(24_000));
        assertEq(bytes(hub.viewDeal(_signAndMatch(o)).params).length, 24_000, "long params");
    }

    function test_a_pools_policy_beyond_the_bounds_is_refused() public {
        Orders memory o = _orders();
        _sign(o);
        vm.mockCall(workerpool, abi.encodeWithSignature("m_workerStakeRatioPolicy()"), abi.encode(1001));
        vm.expectRevert(abi.encodeWithSelector(PolicyOutOfBounds.selector, 1001, 1));
        _match(o);
    }

    function testFuzz_deals_are_kept_exactly(
        bytes32 tag,
        address beneficiary,
        address callback,
        string calldata params,
        uint64 price,
        uint16 volume
    ) public {
        Orders memory o = _orders();
        o.request.tag = tag & ~bytes32(uint256(1)); // an app without TEE
        o.workerpool.tag = tag;
        o.request.beneficiary = beneficiary;
        o.request.callback = callback;
        o.request.params = params;
        o.request.volume = uint256(volume) % 1000 + 1;
        o.workerpool.workerpoolprice = price % (FUNDS / 2000);
        o.request.workerpoolmaxprice = type(uint256).max;
        Deal memory deal = hub.viewDeal(_signAndMatch(o));
        assertEq(deal.tag, o.request.tag, "tag");
        assertEq(deal.beneficiary, beneficiary, "beneficiary");
        assertEq(deal.callback, callback, "callback");
        assertEq(deal.params, params, "params");
        assertEq(deal.botSize, o.request.volume, "size");
        assertEq(deal.workerpool.price, o.workerpool.workerpoolprice, "price");
        assertEq(deal.workerStake, o.workerpool.workerpoolprice * 30 / 100, "stake");
        assertEq(_lockedOf(requester), (150 + o.workerpool.workerpoolprice) * o.request.volume, "locked");
    }

    function testFuzz_a_sponsor_pays_for_everyone(address anyone, uint32 price, uint8 volume) public {
        vm.assume(anyone != scheduler && anyone != address(0) && anyone != address(hub) && hub.balanceOf(anyone) == 0);
        Orders memory o = _orders();
        o.workerpool.workerpoolprice = o.request.workerpoolmaxprice = price % 1e9;
        o.request.volume = uint256(volume) % 9 + 1;
        uint256 cost = (APP_PRICE + DATASET_PRICE + price % 1e9) * o.request.volume;
        _sign(o);
        rlc.approve(address(hub), cost);
        hub.depositFor(cost, anyone);
        vm.prank(anyone);
        bytes32 dealid = hub.sponsorMatchOrders(o.app, o.dataset, o.workerpool, o.request);
        assertEq(hub.viewDeal(dealid).sponsor, anyone, "sponsor");
        assertEq(hub.viewAccount(anyone).stake, 0, "all of it");
        assertEq(hub.frozenOf(anyone), cost, "is locked");
        _assertAccount(requester, 0, 0, "requester");
    }
}
