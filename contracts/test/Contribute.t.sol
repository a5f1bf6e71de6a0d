// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../src/types/Errors.sol";
import {HubEvents} from "../src/types/HubEvents.sol";
import {Contribution, ContributionStatusEnum, Task, TaskStatusEnum} from "../src/types/Views.sol";
import {Network, Orders} from "./support/Network.sol";

contract ContributeTest is Network {
    bytes32 private constant DIGEST = keccak256("result");
    bytes32 private constant OTHER = keccak256("other result");

    function test_is_kept_and_staked() public {
        bytes32 taskid = _task(100);
        vm.expectEmit(address(hub));
        emit HubEvents.Lock(_worker(0), WORKER_STAKE);
        vm.expectEmit(address(hub));
        emit HubEvents.TaskContribute(taskid, _worker(0), _resultHash(taskid, DIGEST));
        _contribute(taskid, _worker(0), DIGEST);

        Contribution memory c = hub.viewContribution(taskid, _worker(0));
        assertEq(uint8(c.status), uint8(ContributionStatusEnum.CONTRIBUTED), "status");
        assertEq(c.resultHash, _resultHash(taskid, DIGEST), "hash");
        assertEq(c.resultSeal, _seal(_worker(0), taskid, DIGEST), "seal");
        assertEq(c.enclaveChallenge, address(0), "enclave");
        assertEq(c.weight, 1, "log2 of a fresh worker's credibility");
        assertEq(hub.viewTask(taskid).contributors[0], _worker(0), "contributor");
        _assertAccount(_worker(0), -int256(WORKER_STAKE), WORKER_STAKE, "worker");
    }

    function test_consensus_is_announced() public {
        bytes32 taskid = _task(1);
        vm.warp(START + T);
        vm.expectEmit(address(hub));
        emit HubEvents.TaskConsensus(taskid, _resultHash(taskid, DIGEST));
        _contribute(taskid, _worker(0), DIGEST);
        Task memory task = hub.viewTask(taskid);
        assertEq(uint8(task.status), uint8(TaskStatusEnum.REVEALING), "status");
        assertEq(task.consensusValue, _resultHash(taskid, DIGEST), "consensus");
        assertEq(task.revealDeadline, START + 3 * T, "reveal deadline");
        assertEq(task.winnerCounter, 1, "winners");
        assertEq(task.revealCounter, 0, "reveals");
        assertEq(task.resultDigest, 0, "digest is not known yet");
    }

    /// @dev n fresh workers who agree certify trust up to 2ⁿ.
    function test_fresh_workers_needed() public {
        uint256[7] memory trusts = [uint256(1), 2, 3, 4, 5, 16, 17];
        uint256[7] memory needed = [uint256(1), 1, 2, 2, 3, 4, 5];
        for (uint256 i; i < trusts.length; ++i) {
            Orders memory o = _orders();
            o.request.trust = trusts[i];
            o.request.salt = bytes32(i);
            bytes32 taskid = hub.initialize(_signAndMatch(o), 0);
            for (uint256 n; n < needed[i]; ++n) {
                assertTrue(!_hasConsensus(taskid), "too early");
                _contribute(taskid, _worker(n), DIGEST);
            }
            assertTrue(_hasConsensus(taskid), "enough");
        }
    }

    /// @dev Trust 3 against one dissenter of weight 2: group > 2·(1+2), so three fresh workers (8), not two (4).
    function test_dissent_asks_for_more() public {
        bytes32 taskid = _task(3);
        _contribute(taskid, _worker(0), OTHER);
        _contribute(taskid, _worker(1), DIGEST);
        _contribute(taskid, _worker(2), DIGEST);
        assertTrue(!_hasConsensus(taskid), "4 does not outweigh");
        _contribute(taskid, _worker(3), DIGEST);
        assertTrue(_hasConsensus(taskid), "8 does");
        assertEq(hub.viewTask(taskid).winnerCounter, 3, "winners");
        assertEq(hub.viewTask(taskid).consensusValue, _resultHash(taskid, DIGEST), "consensus");
    }

    /// @dev A score of 12 is a credibility of 12/3−1 = 3, and 3·3 > 4·2 reaches trust 3 alone.
    function test_scores_weigh() public {
        _importScore(_worker(0), 12);
        bytes32 taskid = _task(3);
        _contribute(taskid, _worker(0), DIGEST);
        assertTrue(_hasConsensus(taskid), "consensus");
        assertEq(hub.viewContribution(taskid, _worker(0)).weight, 1, "log2(3), rounded down");
    }

    /// @dev Weights multiply: two of 4·10⁹/3 would leave any fixed width after a few workers.
    function test_huge_scores_do_not_overflow() public {
        bytes32 taskid = _task(1000);
        for (uint256 i; i < 5; ++i) {
            _importScore(_worker(i), type(uint32).max);
        }
        _contribute(taskid, _worker(0), DIGEST);
        assertTrue(_hasConsensus(taskid), "one such worker is enough");
        assertEq(hub.viewContribution(taskid, _worker(0)).weight, 30, "log2");
    }

    function test_needs_a_task() public {
        vm.expectRevert(abi.encodeWithSelector(UnknownTask.selector, bytes32("nothing")));
        hub.contribute(bytes32("nothing"), 0, 0, address(0), "", "");
    }

    function test_is_refused_after_the_deadline() public {
        bytes32 taskid = _task(3);
        vm.warp(START + 7 * T - 1);
        _contribute(taskid, _worker(0), DIGEST);
        vm.warp(START + 7 * T);
        bytes memory authorization = _authorization(_worker(1), taskid);
        vm.prank(_worker(1));
        vm.expectRevert(abi.encodeWithSelector(ContributionDeadlineReached.selector, taskid, START + 7 * T));
        hub.contribute(taskid, 0, 0, address(0), "", authorization);
    }

    function test_is_refused_after_the_consensus() public {
        bytes32 taskid = _task(1);
        _contribute(taskid, _worker(0), DIGEST);
        vm.prank(_worker(1));
        vm.expectRevert(abi.encodeWithSelector(WrongTaskStatus.selector, taskid, TaskStatusEnum.REVEALING));
        hub.contribute(taskid, 0, 0, address(0), "", "");
    }

    function test_is_refused_twice() public {
        bytes32 taskid = _task(100);
        _contribute(taskid, _worker(0), DIGEST);
        bytes memory authorization = _authorization(_worker(0), taskid);
        vm.prank(_worker(0));
        vm.expectRevert(abi.encodeWithSelector(AlreadyContributed.selector, taskid, _worker(0)));
        hub.contribute(taskid, 0, 0, address(0), "", authorization);
    }

    function test_needs_the_schedulers_authorization() public {
        bytes32 taskid = _task(1);
        bytes memory anothers = _authorization(_worker(1), taskid);
        vm.prank(_worker(0));
        vm.expectRevert(abi.encodeWithSelector(InvalidAuthorization.selector, taskid, _worker(0), scheduler));
        hub.contribute(taskid, 0, 0, address(0), "", anothers);
    }

    function test_needs_a_stake() public {
        bytes32 taskid = _task(1);
        vm.prank(_worker(0));
        hub.withdraw(FUNDS - WORKER_STAKE + 1);
        bytes memory authorization = _authorization(_worker(0), taskid);
        vm.prank(_worker(0));
        vm.expectRevert(_error("IexecEscrow: Transfer amount exceeds balance"));
        hub.contribute(taskid, 0, 0, address(0), "", authorization);
    }

    function test_contributors_are_bounded() public {
        Orders memory o = _orders();
        o.workerpool.workerpoolprice = 0;
        o.workerpool.trust = o.request.trust = type(uint32).max;
        bytes32 taskid = hub.initialize(_signAndMatch(o), 0);
        for (uint256 i; i < 32; ++i) {
            _contribute(taskid, _worker(i), bytes32(i));
        }
        bytes memory authorization = _authorization(_worker(32), taskid);
        vm.prank(_worker(32));
        vm.expectRevert(abi.encodeWithSelector(TooManyContributors.selector, taskid, 32));
        hub.contribute(taskid, 0, 0, address(0), "", authorization);
        assertEq(hub.viewTask(taskid).contributors.length, 32, "contributors");
        assertEq(
            hub.viewContribution(taskid, _worker(31)).resultHash, _resultHash(taskid, bytes32(uint256(31))), "hash"
        );
    }

    function test_the_most_trust_can_be_reached() public {
        Orders memory o = _orders();
        o.workerpool.workerpoolprice = 0;
        o.workerpool.trust = o.request.trust = type(uint32).max;
        bytes32 taskid = hub.initialize(_signAndMatch(o), 0);
        for (uint256 i; i < 32; ++i) {
            assertTrue(!_hasConsensus(taskid), "too early");
            _contribute(taskid, _worker(i), DIGEST);
        }
        assertTrue(_hasConsensus(taskid), "consensus");
    }

    /// @dev n fresh workers who agree certify trust up to 2ⁿ, and no more.
    function testFuzz_trust_asks_for_workers(uint8 trust_) public {
        uint256 trust = uint256(trust_) % 33;
        bytes32 taskid = _task(trust);
        uint256 n;
        while (!_hasConsensus(taskid)) {
            _contribute(taskid, _worker(n++), DIGEST);
        }
        assertTrue(2 ** n >= trust, "enough");
        assertTrue(n == 1 || 2 ** (n - 1) < trust, "not too many");
        assertEq(hub.viewTask(taskid).winnerCounter, n, "winners");
    }

    function testFuzz_a_contribution_is_kept_exactly(bytes32 hash, bytes32 seal, uint64 score) public {
        _importScore(_worker(0), score);
        bytes32 taskid = _task(1000);
        bytes memory authorization = _authorization(_worker(0), taskid);
        vm.prank(_worker(0));
        hub.contribute(taskid, hash, seal, address(0), "", authorization);
        Contribution memory c = hub.viewContribution(taskid, _worker(0));
        assertEq(c.resultHash, hash, "hash");
        assertEq(c.resultSeal, seal, "seal");
        uint256 third = hub.viewScore(_worker(0)) / 3;
        uint256 credibility = (third > 3 ? third : 3) - 1;
        assertTrue(2 ** c.weight <= credibility && credibility < 2 ** (c.weight + 1), "weight");
    }

    function _hasConsensus(bytes32 taskid) private view returns (bool) {
        return hub.viewTask(taskid).status == TaskStatusEnum.REVEALING;
    }
}
