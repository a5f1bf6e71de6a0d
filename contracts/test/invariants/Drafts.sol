// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Orders} from "../support/Network.sol";
import {Ghosts} from "./Ghosts.sol";

/// @dev Orders made for each other. `welcome` unless a restriction refuses somebody; `signers` made their signatures.
struct Draft {
    Orders orders;
    bool welcome;
    address[4] signers;
}

/// @title Random orders, which go together more often than not.
abstract contract Drafts is Ghosts {
    Draft[] internal drafts;
    uint256 private _salt;
    bool private _welcome;

    function _draft() internal returns (Draft memory d) {
        _welcome = true;
        Orders memory o = d.orders;
        o.app.app = o.request.app = appList[_roll(appList.length)];
        if (_roll(2) == 0) o.dataset.dataset = o.request.dataset = datasetList[_roll(datasetList.length)];
        o.workerpool.workerpool = poolList[_roll(poolList.length)];
        _drawPrices(o);
        _drawTerms(o);
        _drawRequest(o);
        _drawRestrictions(o);
        d.welcome = _welcome;
    }

    /// @dev Another request of the same terms, so that the other orders are used up over several deals.
    function _renew(Draft memory d) internal {
        d.orders.request.salt = bytes32(++_salt);
        d.orders.request.volume = 1 + _roll(3);
        d.orders.request.callback = _callback();
    }

    function _drawPrices(Orders memory o) private {
        (o.app.appprice, o.request.appmaxprice) = _price();
        (o.dataset.datasetprice, o.request.datasetmaxprice) = _price();
        (o.workerpool.workerpoolprice, o.request.workerpoolmaxprice) = _price();
    }

    function _price() private returns (uint256 price, uint256 max) {
        uint256 kind = _roll(24);
        if (kind < 3) price = 0;
        else if (kind < 6) price = _roll(10);
        else if (kind < 18) price = _roll(2000);
        else if (kind < 23) price = _roll(3e9);
        else price = _roll(2e11);
        max = _roll(4) == 0 ? type(uint256).max : price;
    }

    function _drawTerms(Orders memory o) private {
        o.request.category = o.workerpool.category = _roll(2) == 0 ? 2 : _roll(2);
        o.request.trust = _roll(16) == 0 ? _roll(200) : _roll(3) == 0 ? 1 : _roll(9);
        o.workerpool.trust = type(uint256).max;
        o.workerpool.tag = bytes32(uint256(0xff));
        if (_roll(4) == 0) o.app.tag = o.request.tag = bytes32(uint256(0x03));
        if (_roll(4) == 0) o.request.tag |= bytes32(uint256(0x10));
        o.app.volume = 1 + _roll(12);
        o.dataset.volume = 1 + _roll(12);
        o.workerpool.volume = _roll(8) == 0 ? type(uint256).max : 1 + _roll(12);
        o.request.volume = 1 + _roll(4);
    }

    function _drawRequest(Orders memory o) private {
        o.request.requester = _roll(32) == 0 ? hostiles[_roll(hostiles.length)] : _somebody();
        o.request.beneficiary = _roll(3) == 0 ? address(0) : _somebody();
        o.request.params = _roll(2) == 0 ? "" : "what to compute, at some length, so that it takes more than a word";
        o.request.callback = _callback();
        o.app.salt = o.dataset.salt = o.workerpool.salt = o.request.salt = bytes32(++_salt);
    }

    function _callback() private returns (address) {
        uint256 kind = _roll(8);
        if (kind < 4) return address(0);
        if (kind < 6) return _wallet();
        if (kind == 6) return hostiles[_roll(hostiles.length)];
        return _roll(4) == 0 ? address(hub) : _somebody();
    }

    function _drawRestrictions(Orders memory o) private {
        address pool = o.workerpool.workerpool;
        address buyer = o.request.requester;
        o.request.workerpool = _restriction(pool);
        o.app.datasetrestrict = _restriction(o.dataset.dataset);
        o.app.workerpoolrestrict = _restriction(pool);
        o.app.requesterrestrict = _restriction(buyer);
        o.workerpool.apprestrict = _restriction(o.app.app);
        o.workerpool.datasetrestrict = _restriction(o.dataset.dataset);
        o.workerpool.requesterrestrict = _restriction(buyer);
        if (o.dataset.dataset == address(0)) return;
        o.dataset.apprestrict = _restriction(o.app.app);
        o.dataset.workerpoolrestrict = _restriction(pool);
        o.dataset.requesterrestrict = _restriction(buyer);
    }

    function _restriction(address who) private returns (address restriction) {
        uint256 kind = _roll(200);
        if (kind > 20) return address(0);
        if (kind > 12) return who;
        if (kind > 1) return openGroup;
        restriction = kind == 1 ? address(0x57A) : hostiles[_roll(hostiles.length)];
        if (restriction != who) _welcome = false;
    }
}
