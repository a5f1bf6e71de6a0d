// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TaskStatusEnum} from "../src/types/Views.sol";
import {Network, Orders} from "./support/Network.sol";

/// @title Everyone doing anything at any time: what a call needs is tried, and refusals are part of the game.
contract Actors is Network {
    bytes32[] private _open;
    uint256 private _salt;
    uint256 private _now = START;

    /// @notice Tasks that were opened.
    uint256 public opened;
    /// @notice Tasks that were completed.
    uint256 public completed;
    /// @notice Tasks that failed.
    uint256 public failed;

    function buy(uint256 price, uint256 volume, uint256 trust, bool withDataset, bool sponsored) external {
        if (_open.length > 3) return;
        Orders memory o = _orders();
        if (!withDataset) _withoutDataset(o);
        o.workerpool.workerpoolprice = price % 1e10;
        o.request.workerpoolmaxprice = type(uint256).max;
        o.request.volume = volume % 3 + 1;
        o.request.trust = trust % 6;
        o.request.salt = bytes32(++_salt);
        _sign(o);
        vm.prank(sponsored ? sponsor : requester);
        bytes32 dealid = sponsored
            ? hub.sponsorMatchOrders(o.app, o.dataset, o.workerpool, o.request)
            : hub.matchOrders(o.app, o.dataset, o.workerpool, o.request);
        for (uint256 i; i < o.request.volume; ++i) {
            _open.push(hub.initialize(dealid, i));
            ++opened;
        }
    }

    /// @dev A bit of `who` for each worker; a worker whose two bits of `wrong` are set is wrong.
    function contribute(uint256 task, uint8 who, uint16 wrong) external {
        if (_open.length == 0) return;
        bytes32 taskid = _open[task % _open.length];
        for (uint256 i; i < 5; ++i) {
            if (who >> i & 1 == 0) continue;
            address worker = _worker(i);
            bytes32 digest = _digest(wrong >> 2 * i & 3 == 3);
            bytes memory authorization = _authorization(worker, taskid);
            vm.prank(worker);
            try hub.contribute(
                taskid, _resultHash(taskid, digest), _seal(worker, taskid, digest), address(0), "", authorization
            ) {} catch {}
        }
    }

    function reveal(uint256 task, uint8 who) external {
        if (_open.length == 0) return;
        bytes32 taskid = _open[task % _open.length];
        for (uint256 i; i < 10; ++i) {
            if (who >> i / 2 & 1 == 0) continue;
            vm.prank(_worker(i / 2));
            try hub.reveal(taskid, _digest(i % 2 == 0)) {} catch {}
        }
    }

    function reopen(uint256 task) external {
        if (_open.length == 0) return;
        vm.prank(scheduler);
        try hub.reopen(_open[task % _open.length]) {} catch {}
    }

    function finalize(uint256 task) external {
        if (_open.length == 0) return;
        vm.prank(scheduler);
        try hub.finalize(_open[task % _open.length], "results", "") {
            ++completed;
            _close(task % _open.length);
        } catch {}
    }

    function claim(uint256 task) external {
        if (_open.length == 0) return;
        try hub.claim(_open[task % _open.length]) {
            ++failed;
            _close(task % _open.length);
        } catch {}
    }

    function pass(uint256 time) external {
        _now += time % T;
        vm.warp(_now);
    }

    function transfer(uint256 from, uint256 to, uint256 amount) external {
        vm.prank(_worker(from % 5));
        try hub.transfer(_worker(to % 5), amount % 1e9) {} catch {}
    }

    function withdraw(uint256 worker, uint256 amount) external {
        vm.prank(_worker(worker % 5));
        try hub.withdraw(amount % 1e9) {} catch {}
    }

    /// @notice What all accounts hold free and locked, and what the hub and its token say.
    function totals()
        external
        view
        returns (uint256 free, uint256 locked, uint256 supply, uint256 held, uint256 vault)
    {
        address[10] memory all = [
            requester, sponsor, scheduler, appOwner, datasetOwner, _worker(0), _worker(1), _worker(2), _worker(3), KITTY
        ];
        for (uint256 i; i < all.length; ++i) {
            free += _stakeOf(all[i]);
            locked += _lockedOf(all[i]);
        }
        free += _stakeOf(_worker(4));
        locked += _lockedOf(_worker(4));
        return (free, locked, hub.totalSupply(), rlc.balanceOf(address(hub)), hub.balanceOf(address(hub)));
    }

    /// @notice Whether every task that was not completed or claimed is still open.
    function openTasksAreOpen() external view returns (bool) {
        for (uint256 i; i < _open.length; ++i) {
            TaskStatusEnum status = hub.viewTask(_open[i]).status;
            if (status != TaskStatusEnum.ACTIVE && status != TaskStatusEnum.REVEALING) return false;
        }
        return opened == _open.length + completed + failed;
    }

    function _digest(bool wrong) private pure returns (bytes32) {
        return wrong ? keccak256("wrong") : keccak256("right");
    }

    function _close(uint256 i) private {
        _open[i] = _open[_open.length - 1];
        _open.pop();
    }
}

/// @dev Functions of a contract for forge to call.
struct Selectors {
    address target;
    bytes4[] selectors;
}

contract InvariantsTest is Network {
    Actors private _actors;

    function setUp() public override {
        _actors = new Actors();
        _actors.setUp();
    }

    /// @dev Where forge looks for whom to call …
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_actors);
    }

    /// @dev … and what.
    function targetSelectors() external view returns (Selectors[] memory targets) {
        targets = new Selectors[](1);
        targets[0].target = address(_actors);
        targets[0].selectors = new bytes4[](9);
        targets[0].selectors[0] = Actors.buy.selector;
        targets[0].selectors[1] = Actors.contribute.selector;
        targets[0].selectors[2] = Actors.reveal.selector;
        targets[0].selectors[3] = Actors.reopen.selector;
        targets[0].selectors[4] = Actors.finalize.selector;
        targets[0].selectors[5] = Actors.claim.selector;
        targets[0].selectors[6] = Actors.pass.selector;
        targets[0].selectors[7] = Actors.transfer.selector;
        targets[0].selectors[8] = Actors.withdraw.selector;
    }

    function invariant_the_books_balance() public view {
        (uint256 free, uint256 locked, uint256 supply, uint256 held, uint256 vault) = _actors.totals();
        assertEq(held, supply, "every deposit is backed by a token");
        assertEq(free + vault, supply, "every deposit is somebody's");
        assertEq(locked, vault, "whatever is locked is somebody's");
        assertTrue(_actors.openTasksAreOpen(), "every task ends once");
    }
}
