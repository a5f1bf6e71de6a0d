// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Orders} from "../test/support/Network.sol";
import {Gas} from "./Gas.sol";

/// @dev A task's whole life costs no more in a bag of 100 than in a bag of 1.
contract BagGas is Gas {
    function test_tasks_of_a_bag() public {
        _fund(appOwner);
        _fund(datasetOwner);
        uint256 alone = _life(_deal(1), 0);
        bytes32 bag = _deal(100);
        for (uint256 idx; idx < 100; idx += 33) {
            // Ids and hashes differ in how many of their bytes are zero, which are cheaper to send.
            assertTrue(_life(bag, idx) * 1000 <= alone * 1001, "a task of a bag costs more");
        }
    }

    function _deal(uint256 volume) private returns (bytes32) {
        Orders memory o = _realOrders(true);
        o.request.volume = volume;
        o.request.trust = 4;
        return _signAndMatch(o);
    }

    function _life(bytes32 dealid, uint256 idx) private returns (uint256 gas) {
        vm.warp(block.timestamp + 1);
        bytes32 taskid = hub.initialize(dealid, idx);
        gas = vm.lastCallGas().gasTotalUsed;
        for (uint256 i; i < 2; ++i) {
            _contribute(taskid, _worker(i), DIGEST);
            gas += vm.lastCallGas().gasTotalUsed;
        }
        for (uint256 i; i < 2; ++i) {
            _reveal(taskid, _worker(i), DIGEST);
            gas += vm.lastCallGas().gasTotalUsed;
        }
        _finalize(taskid, RESULTS);
        gas += vm.lastCallGas().gasTotalUsed;
    }
}
