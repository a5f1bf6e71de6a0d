// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Contribution, Deal, Task} from "../../src/types/Views.sol";
import {Completing} from "./Completing.sol";
import {Job} from "./Ghosts.sol";
import {Governing} from "./Governing.sol";
import {Managing} from "./Managing.sol";
import {Paying} from "./Paying.sol";
import {Revealing} from "./Revealing.sol";
import {Saving} from "./Saving.sol";
import {Book} from "./Book.sol";
import {Buying} from "./Buying.sol";

/// @title Everyone doing anything at any time. Each handler knows whether its call must succeed, and books what follows.
contract Actors is Managing, Completing, Revealing, Saving, Paying, Governing {
    mapping(address account => uint256) private _explained;

    function setUp() public override(Book, Paying) {
        super.setUp();
        hub.setCallbackGas(1_000_000);
    }

    /// @notice A task's way from orders to result, so that deep states are reached often.
    function work(uint256 seed) external {
        this.buy(seed);
        this.open(seed);
        this.contribute(seed);
        this.contribute(~seed);
        this.reveal(seed);
        this.finalize(seed);
    }

    /// @notice What moves money without tasks, some of it at once.
    function save(uint256 seed) external {
        function(uint256) external[6] memory ways =
            [this.deposit, this.withdraw, this.recover, this.transfer, this.transferFrom, this.approve];
        for (uint256 i; i < 3; ++i) {
            ways[uint256(keccak256(abi.encode(seed, i))) % 6](uint256(keccak256(abi.encode(i, seed))));
        }
    }

    /// @notice What changes the terms of deals to come.
    function govern(uint256 seed) external {
        function(uint256) external[4] memory ways = [this.sell, this.changePolicy, this.configure, this.importScore];
        ways[uint256(keccak256(abi.encode(seed))) % 4](seed);
    }

    /// @notice The handlers for forge to call.
    function verbs() external pure returns (bytes4[] memory list) {
        list = new bytes4[](14);
        list[0] = this.buy.selector;
        list[1] = this.manage.selector;
        list[2] = this.open.selector;
        list[3] = this.contribute.selector;
        list[4] = this.reveal.selector;
        list[5] = this.reopen.selector;
        list[6] = this.finalize.selector;
        list[7] = this.contributeAndFinalize.selector;
        list[8] = this.claim.selector;
        list[9] = this.claimUnopened.selector;
        list[10] = this.pass.selector;
        list[11] = this.work.selector;
        list[12] = this.save.selector;
        list[13] = this.govern.selector;
    }

    /// @notice Reverts unless every order, task, contribution and score is what it must be, and the hub's own deals and
    /// tasks explain what is locked.
    function checkHistory() external {
        for (uint256 i; i < orderHashes.length; ++i) {
            uint256 used = consumed[orderHashes[i]];
            if (used < type(uint64).max) assertEq(hub.viewConsumed(orderHashes[i]), used, "consumed");
            assertEq(hub.viewPresigned(orderHashes[i]), presigners[orderHashes[i]], "presigned");
        }
        for (uint256 i; i < people.length; ++i) {
            assertEq(hub.viewScore(people[i]), scores[people[i]], "score");
        }
        for (uint256 i; i < bargains.length; ++i) {
            Deal memory deal = hub.viewDeal(bargains[i].id);
            _explain(deal.sponsor, deal.botSize, _taskPrice(bargains[i]));
            _explain(deal.workerpool.owner, deal.botSize, deal.workerpool.price * 30 / 100);
        }
        for (uint256 i; i < jobs.length; ++i) {
            _checkTask(jobs[i]);
        }
        for (uint256 i; i < people.length; ++i) {
            assertEq(hub.viewAccount(people[i]).locked, _explained[people[i]], "open deals and tasks explain it");
        }
    }

    function _checkTask(Job storage job) private {
        Task memory task = hub.viewTask(job.id);
        assertEq(uint8(task.status), uint8(job.status), "status");
        assertEq(task.contributors.length, job.workers.length, "contributors");
        Deal memory deal = hub.viewDeal(task.dealid);
        bool over = uint8(task.status) > 2;
        if (over) {
            _explained[deal.sponsor] -= _taskPrice(bargains[job.bargain]);
            _explained[deal.workerpool.owner] -= deal.workerpool.price * 30 / 100;
        }
        for (uint256 i; i < task.contributors.length; ++i) {
            Contribution memory contribution = hub.viewContribution(job.id, task.contributors[i]);
            assertEq(uint8(contribution.status), uint8(entries[job.id][job.workers[i]].status), "contribution");
            if (!over) _explain(task.contributors[i], 1, deal.workerStake);
        }
    }

    function _explain(address account, uint256 times, uint256 amount) private {
        _explained[account] += times * amount;
    }
}
