// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../src/types/Errors.sol";
import {Network, Orders} from "./support/Network.sol";

/// @title Contributions made in a trusted execution environment.
contract EnclaveTest is Network {
    bytes32 private constant DIGEST = keccak256("result");
    address private enclave = vm.addr(ENCLAVE);

    function test_scheduler_authorizes_the_enclave() public {
        bytes32 taskid = _teeTask();
        _contributeFrom(taskid, SCHEDULER, ENCLAVE);
        assertEq(hub.viewContribution(taskid, _worker(0)).enclaveChallenge, enclave, "enclave");
    }

    function test_an_enclave_is_required() public {
        bytes32 taskid = _teeTask();
        bytes memory authorization = _authorization(_worker(0), taskid);
        vm.prank(_worker(0));
        vm.expectRevert(abi.encodeWithSelector(EnclaveRequired.selector, taskid));
        hub.contribute(taskid, 0, 0, address(0), "", authorization);
    }

    function test_an_enclave_may_be_used_without_being_required() public {
        bytes32 taskid = _task(1);
        _contributeFrom(taskid, SCHEDULER, ENCLAVE);
        assertEq(hub.viewContribution(taskid, _worker(0)).enclaveChallenge, enclave, "enclave");
    }

    function test_the_enclave_must_sign_the_result() public {
        bytes32 taskid = _teeTask();
        vm.expectRevert(abi.encodeWithSelector(InvalidEnclaveSignature.selector, taskid, enclave));
        this.contributeFrom(taskid, SCHEDULER, BROKER);
    }

    function test_the_broker_authorizes_in_the_schedulers_place() public {
        address broker = vm.addr(BROKER);
        hub.setTeeBroker(broker);
        assertEq(hub.teebroker(), broker, "broker");
        bytes32 taskid = _teeTask();
        vm.expectRevert(abi.encodeWithSelector(InvalidAuthorization.selector, taskid, _worker(0), broker));
        this.contributeFrom(taskid, SCHEDULER, ENCLAVE);
        _contributeFrom(taskid, BROKER, ENCLAVE);
    }

    function test_the_broker_has_no_say_without_an_enclave() public {
        hub.setTeeBroker(vm.addr(BROKER));
        bytes32 taskid = _task(1);
        _contribute(taskid, _worker(0), DIGEST);
        assertEq(hub.viewTask(taskid).contributors.length, 1, "contributed");
    }

    /// @dev Published: the broker of the day. An owner could name itself, and complete tasks already bought.
    function test_a_new_broker_has_no_say_in_deals_made() public {
        bytes32 taskid = _teeTask();
        hub.setTeeBroker(vm.addr(BROKER));
        vm.expectRevert(abi.encodeWithSelector(InvalidAuthorization.selector, taskid, _worker(0), scheduler));
        this.contributeFrom(taskid, BROKER, ENCLAVE);
        _contributeFrom(taskid, SCHEDULER, ENCLAVE);
    }

    function test_the_broker_of_the_match_stays() public {
        hub.setTeeBroker(vm.addr(BROKER));
        bytes32 taskid = _teeTask();
        hub.setTeeBroker(address(0));
        _contributeFrom(taskid, BROKER, ENCLAVE);
    }

    /// @dev Published: whoever brings an enclave is the broker's, also where nobody asked for one.
    function test_the_broker_has_no_say_where_no_enclave_is_asked_for() public {
        hub.setTeeBroker(vm.addr(BROKER));
        bytes32 taskid = _task(1);
        vm.expectRevert(abi.encodeWithSelector(InvalidAuthorization.selector, taskid, _worker(0), scheduler));
        this.contributeFrom(taskid, BROKER, ENCLAVE);
        _contributeFrom(taskid, SCHEDULER, ENCLAVE);
    }

    /// @dev External, so that a revert can be expected of the whole.
    function contributeFrom(bytes32 taskid, uint256 authorizer, uint256 enclaveKey) external {
        _contributeFrom(taskid, authorizer, enclaveKey);
    }

    function _teeTask() private returns (bytes32) {
        Orders memory o = _orders();
        o.app.tag = o.workerpool.tag = o.request.tag = bytes32(uint256(0x03));
        return hub.initialize(_signAndMatch(o), 0);
    }

    function _contributeFrom(bytes32 taskid, uint256 authorizer, uint256 enclaveKey) private {
        address worker = _worker(0);
        bytes memory authorization = _messageSignature(authorizer, keccak256(abi.encodePacked(worker, taskid, enclave)));
        bytes32 hash = _resultHash(taskid, DIGEST);
        bytes32 seal = _seal(worker, taskid, DIGEST);
        bytes memory proof = _messageSignature(enclaveKey, keccak256(abi.encodePacked(hash, seal)));
        vm.prank(worker);
        hub.contribute(taskid, hash, seal, enclave, proof, authorization);
    }

    function testFuzz_only_the_enclaves_key_vouches(uint256 key, bool broker) public {
        key = key % 1e18 + 1;
        if (broker) hub.setTeeBroker(vm.addr(BROKER));
        bytes32 taskid = _teeTask();
        try this.contributeFrom(taskid, broker ? BROKER : SCHEDULER, key) {
            assertEq(key, ENCLAVE, "the enclave's key");
        } catch {
            assertTrue(key != ENCLAVE, "another key");
        }
    }

    function testFuzz_only_the_broker_or_else_the_scheduler_authorizes(uint256 key, bool broker) public {
        uint256 authorizer = broker ? BROKER : SCHEDULER;
        key = key % 4 == 0 ? authorizer : key % 1e18 + 1;
        if (broker) hub.setTeeBroker(vm.addr(BROKER));
        bytes32 taskid = _teeTask();
        try this.contributeFrom(taskid, key, ENCLAVE) {
            assertEq(key, authorizer, "who may");
        } catch {
            assertTrue(key != authorizer, "who may not");
        }
    }
}
