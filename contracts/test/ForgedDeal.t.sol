// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {UnknownDeal} from "../src/types/Errors.sol";
import {Network, Orders} from "./support/Network.sol";

/// @title Deals and results are both kept as code: a result, whose bytes its scheduler chooses, must not pass for a deal.
contract ForgedDealTest is Network {
    bytes32 private constant DIGEST = keccak256("result");
    uint256 private constant THIEF = 0xBAD;

    /// @dev As a deal, the result says that the requester pays the thief's app all that it has locked.
    function test_a_result_is_no_deal() public {
        _task(1);
        bytes32 taskid = _completeOwnTask(_dealOf(requester, vm.addr(THIEF), uint64(_lockedOf(requester))));
        assertEq(hub.viewTask(taskid).results.length, 184, "the result is kept");
        assertEq(hub.viewDeal(taskid).requester, address(0), "no deal of its id");
        vm.expectRevert(abi.encodeWithSelector(UnknownDeal.selector, taskid));
        hub.initialize(taskid, 0);
    }

    /// @dev Where a deal is kept follows from the beginning of its id, but the whole id must be right.
    function testFuzz_an_id_with_the_same_beginning_is_no_deal(bytes18 end) public {
        bytes32 dealid = _signAndMatch(_orders());
        bytes32 other = bytes14(dealid) | bytes32(end) >> 112;
        vm.assume(other != dealid);
        assertEq(hub.viewDeal(other).requester, address(0), "no deal of its id");
        vm.expectRevert(abi.encodeWithSelector(UnknownDeal.selector, other));
        hub.initialize(other, 0);
    }

    /// @dev As if somebody had found a contract of its own at the place of an id: such an id has no request that was
    /// matched. One that was matched has its real deal there.
    function test_code_at_a_place_is_no_deal() public {
        bytes32 requestHash = keccak256("a request of nobody");
        bytes32 dealid = keccak256(abi.encodePacked(requestHash, uint256(0)));
        bytes memory code = _dealOf(requester, vm.addr(THIEF), 1);
        for (uint256 i; i < 32; ++i) {
            code[2 + i] = requestHash[i];
        }
        bytes32 initCodeHash = keccak256(hex"3d3d3d3d335afa3d5f5f3e3d5ff3");
        bytes32 salt = bytes14(dealid);
        bytes32 place = keccak256(abi.encodePacked(bytes1(0xff), address(hub), salt, initCodeHash));
        vm.etch(address(uint160(uint256(place))), code);
        assertEq(hub.viewDeal(dealid).requester, address(0), "no deal of its id");
        vm.expectRevert(abi.encodeWithSelector(UnknownDeal.selector, dealid));
        hub.initialize(dealid, 0);
    }

    function _dealOf(address payer, address thief, uint64 loot) private view returns (bytes memory) {
        bytes memory head = abi.encodePacked(bytes2(0), bytes32(0), uint40(block.timestamp), uint32(T));
        bytes memory terms = abi.encodePacked(uint32(0), uint32(1), uint32(0), uint32(1), uint64(0), uint8(0));
        bytes memory sides = abi.encodePacked(payer, app, thief, loot, workerpool, thief, uint64(0));
        return bytes.concat(head, terms, sides);
    }

    function _completeOwnTask(bytes memory results) private returns (bytes32 taskid) {
        address thief = vm.addr(THIEF);
        Orders memory o;
        o.app.app = o.request.app = apps.createApp(thief, "bad", "DOCKER", "x", "", "");
        o.workerpool.workerpool = workerpools.createWorkerpool(thief, "bad");
        o.app.volume = o.workerpool.volume = o.request.volume = 1;
        o.request.requester = thief;
        o.app.sign = _signature(THIEF, _hash(o.app));
        o.workerpool.sign = _signature(THIEF, _hash(o.workerpool));
        o.request.sign = _signature(THIEF, _hash(o.request));
        taskid = hub.initialize(_match(o), 0);
        bytes memory authorization = _messageSignature(THIEF, keccak256(abi.encodePacked(thief, taskid, address(0))));
        vm.prank(thief);
        hub.contributeAndFinalize(taskid, DIGEST, results, "", address(0), "", authorization);
    }
}
