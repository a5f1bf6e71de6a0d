// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Workerpool} from "../../src/registries/Workerpool.sol";
import {Working} from "./Working.sol";

interface ITransfers {
    function transferFrom(address from, address to, uint256 tokenId) external;
}

/// @title Assets are sold, pools change their policies, the hub's owner its settings, and workers import scores.
abstract contract Governing is Working {
    function sell(uint256 seed) external verb(seed) {
        uint256 kind = _roll(3);
        address[] storage list = kind == 0 ? appList : kind == 1 ? datasetList : poolList;
        address asset = list[_roll(list.length)];
        address registry = kind == 0 ? address(apps) : kind == 1 ? address(datasets) : address(workerpools);
        address owner = Workerpool(asset).owner();
        address seller = _roll(3) == 0 ? _somebody() : owner;
        address buyer = _somebody();
        vm.prank(seller);
        (bool ok,) = registry.call(abi.encodeCall(ITransfers.transferFrom, (owner, buyer, uint160(asset))));
        assertTrue(ok == (seller == owner), "assets are sold by their owners");
        if (ok) ++succeeded[ITransfers.transferFrom.selector];
        assertEq(Workerpool(asset).owner(), ok ? buyer : owner, "owner");
    }

    function changePolicy(uint256 seed) external verb(seed) {
        Workerpool pool = Workerpool(poolList[_roll(poolList.length)]);
        uint256[6] memory stakes = [uint256(0), 0, 30, 100, _roll(1001), 1000 + _roll(3)];
        (uint256 stake, uint256 reward) = (stakes[_roll(6)], _roll(4) == 0 ? 100 + _roll(2) : _roll(101));
        address sender = _roll(4) == 0 ? _somebody() : pool.owner();
        bool may = sender == pool.owner() && stake <= 1000 && reward <= 100;
        vm.prank(sender);
        (bool ok,) = address(pool).call(abi.encodeCall(Workerpool.changePolicy, (stake, reward)));
        assertTrue(ok == may, "policies are the owners', within bounds");
        if (ok) ++succeeded[Workerpool.changePolicy.selector];
    }

    function configure(uint256 seed) external verb(seed) {
        address sender = _roll(4) == 0 ? _somebody() : address(this);
        bool broker = _roll(2) == 0;
        address account = broker ? vm.addr(BROKER) : address(0);
        assertTrue(_call(sender, abi.encodeCall(hub.setTeeBroker, (account))) == (sender == address(this)), "broker");
        if (sender != address(this)) return;
        hasBroker = broker;
        uint256 gas_ = _roll(2) == 0 ? 1_000_000 : 99_000 + _roll(902_000);
        bool may = gas_ >= 100_000 && gas_ <= 1_000_000;
        assertTrue(_call(sender, abi.encodeCall(hub.setCallbackGas, (gas_))) == may, "callback gas");
    }

    function importScore(uint256 seed) external verb(seed) {
        address worker = _somebody();
        uint256 score = _roll(100);
        previousHub.set(worker, score);
        if (!_call(_somebody(), abi.encodeCall(hub.importScore, (worker)))) return;
        if (score > scores[worker]) scores[worker] = score;
    }

    /// @dev A little at a time: what waits for a deadline goes there by itself.
    function pass(uint256 seed) external verb(seed) {
        _pass(now_ + _roll(2 * T));
    }
}
