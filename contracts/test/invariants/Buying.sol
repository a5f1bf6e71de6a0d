// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IWorkerpool} from "../../src/interfaces/Registries.sol";
import {Deal} from "../../src/types/Views.sol";
import {Orders} from "../support/Network.sol";
import {Bargain} from "./Ghosts.sol";
import {Consent} from "./Consent.sol";
import {Draft} from "./Drafts.sol";

/// @title Orders are matched: by anyone, by sponsors, and with the deposit that pays for it.
abstract contract Buying is Consent {
    /// @dev New orders, the same again, or another request for what others offer.
    function buy(uint256 seed) external verb(seed) {
        uint256 kind = drafts.length == 0 ? 0 : _roll(8);
        Draft memory d = kind < 4 ? _draft() : drafts[_roll(drafts.length)];
        if (kind > 3 && kind < 7) _renew(d);
        if (kind < 7) {
            _agree(d);
            drafts.push(d);
        }
        uint256 way = _roll(4);
        if (way == 0) _sponsor(d);
        else if (way == 1) _depositAndMatch(d);
        else _match(d);
    }

    function _match(Draft memory d) private {
        Orders memory o = d.orders;
        uint256 volume = _dealVolume(d);
        bool may = _mayMatch(d, o.request.requester, volume);
        bool ok = _call(_somebody(), abi.encodeCall(hub.matchOrders, (o.app, o.dataset, o.workerpool, o.request)));
        assertTrue(ok == may, "orders match if all agree, and only then");
        if (ok) _dealt(d, o.request.requester, volume);
    }

    function _sponsor(Draft memory d) private {
        Orders memory o = d.orders;
        uint256 volume = _dealVolume(d);
        address sponsor_ = _somebody();
        bool may = _mayMatch(d, sponsor_, volume);
        bool ok = _call(sponsor_, abi.encodeCall(hub.sponsorMatchOrders, (o.app, o.dataset, o.workerpool, o.request)));
        assertTrue(ok == may, "sponsored orders match if all agree, and only then");
        if (ok) _dealt(d, sponsor_, volume);
    }

    function _depositAndMatch(Draft memory d) private {
        Orders memory o = d.orders;
        address buyer = _roll(8) == 0 ? _somebody() : o.request.requester;
        uint256 volume = _dealVolume(d);
        uint256 amount = _roll(2) == 0 ? _price(o) * volume : _roll(1e10);
        if (amount > rlc.balanceOf(buyer)) return;
        book[buyer].free += amount;
        bool may = buyer == o.request.requester && _mayMatch(d, buyer, volume);
        bytes memory data = abi.encodeCall(hub.matchOrders, (o.app, o.dataset, o.workerpool, o.request));
        vm.prank(buyer);
        (bool ok,) =
            address(rlc).call{gas: 30_000_000}(abi.encodeCall(rlc.approveAndCall, (address(hub), amount, data)));
        assertTrue(ok == may, "a deposit matches if all agree, and only then");
        if (ok) {
            ++succeeded[hub.receiveApproval.selector];
            _dealt(d, buyer, volume);
        } else {
            book[buyer].free -= amount;
        }
    }

    function _dealVolume(Draft memory d) internal view returns (uint256 volume) {
        volume = type(uint256).max;
        for (uint256 i; i < 4; ++i) {
            if (i == 1 && d.orders.dataset.dataset == address(0)) continue;
            uint256 left = _left(d, i);
            if (left < volume) volume = left;
        }
    }

    function _mayMatch(Draft memory d, address payer, uint256 volume) internal view returns (bool) {
        if (!d.welcome || volume == 0) return false;
        for (uint256 i; i < 4; ++i) {
            if (i == 1 && d.orders.dataset.dataset == address(0)) continue;
            if (!_isAgreed(d, i)) return false;
        }
        address scheduler_ = _ownerOf(d.orders, 2);
        uint256 price = _price(d.orders) * volume;
        uint256 stake = d.orders.workerpool.workerpoolprice * 30 / 100 * volume;
        if (payer == scheduler_) return book[payer].free >= price + stake;
        return book[payer].free >= price && book[scheduler_].free >= stake;
    }

    function _price(Orders memory o) private pure returns (uint256) {
        uint256 data = o.dataset.dataset == address(0) ? 0 : o.dataset.datasetprice;
        return o.app.appprice + data + o.workerpool.workerpoolprice;
    }

    /// @dev Both locks are booked, and the hub's deal says what was agreed.
    function _dealt(Draft memory d, address payer, uint256 volume) internal {
        Orders memory o = d.orders;
        bytes32 id = keccak256(abi.encodePacked(_hash(o.request), consumed[_hash(o.request)]));
        Deal memory deal = hub.viewDeal(id);
        Bargain storage b = bargains.push();
        (b.id, b.payer, b.first, b.size) = (id, payer, consumed[_hash(o.request)], volume);
        (b.appOwner, b.scheduler) = (_ownerOf(o, 0), _ownerOf(o, 2));
        (b.appPrice, b.poolPrice) = (o.app.appprice, o.workerpool.workerpoolprice);
        if (o.dataset.dataset != address(0)) {
            (b.datasetOwner, b.datasetPrice) = (_ownerOf(o, 1), o.dataset.datasetprice);
        }
        IWorkerpool pool = IWorkerpool(o.workerpool.workerpool);
        b.workerStake = b.poolPrice * pool.m_workerStakeRatioPolicy() / 100;
        b.ratio = pool.m_schedulerRewardRatioPolicy();
        b.trust = o.request.trust == 0 ? 1 : o.request.trust;
        b.callback = o.request.callback;
        b.tee = uint256(o.app.tag) & 1 != 0;
        b.hasBroker = b.tee && hasBroker;
        b.timeref = timerefs[o.request.category];
        b.start = now_;
        _checkDeal(deal, b);
        _lock(payer, _taskPrice(b) * volume);
        _lock(b.scheduler, _poolStake(b) * volume);
        for (uint256 i; i < 4; ++i) {
            if (i == 1 && o.dataset.dataset == address(0)) continue;
            consumed[_hashOf(o, i)] += volume;
            assertTrue(consumed[_hashOf(o, i)] <= _volumeOf(o, i), "no more is consumed than was offered");
        }
    }

    function _checkDeal(Deal memory deal, Bargain storage b) private view {
        assertEq(deal.sponsor, b.payer, "payer");
        assertEq(deal.workerpool.owner, b.scheduler, "scheduler");
        assertEq(deal.app.owner, b.appOwner, "app owner");
        assertEq(deal.dataset.owner, b.datasetOwner, "dataset owner");
        assertEq(deal.app.price + deal.dataset.price + deal.workerpool.price, _taskPrice(b), "price");
        assertEq(deal.workerStake, b.workerStake, "worker stake");
        assertEq(deal.schedulerRewardRatio, b.ratio, "reward ratio");
        assertEq(deal.botFirst, b.first, "first");
        assertEq(deal.botSize, b.size, "size");
    }
}
