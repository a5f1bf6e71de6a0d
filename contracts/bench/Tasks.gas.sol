// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Orders} from "../test/support/Network.sol";
import {Oracle} from "./Oracle.sol";
import {Gas} from "./Gas.sol";

/// @dev Tasks that take one to five fresh workers who agree: trust 2ⁿ.
contract TasksGas is Gas {
    function test_tasks_without_dataset() public {
        for (uint256 workers = 1; workers <= 5; ++workers) {
            _measure(false, workers);
        }
    }

    function test_tasks_with_dataset() public {
        for (uint256 workers = 1; workers <= 5; ++workers) {
            _measure(true, workers);
        }
    }

    function test_first_sale() public {
        bytes32 taskid = _openForNewOwners(2);
        for (uint256 i; i < 2; ++i) {
            _contribute(taskid, _worker(i), DIGEST);
        }
        for (uint256 i; i < 2; ++i) {
            _reveal(taskid, _worker(i), DIGEST);
        }
        _finalize(taskid, RESULTS);
        _note("finalize", "dataset, 2 workers, first sale of both owners");
    }

    function test_one_is_wrong_one_keeps_silent() public {
        bytes32 taskid = _open(true, 2, address(0)); // trust 4 takes four of them against one
        _contribute(taskid, _worker(4), keccak256("wrong"));
        for (uint256 i; i < 4; ++i) {
            _contribute(taskid, _worker(i), DIGEST);
        }
        for (uint256 i; i < 3; ++i) {
            _reveal(taskid, _worker(i), DIGEST);
        }
        vm.warp(block.timestamp + 2 * T);
        _finalize(taskid, RESULTS);
        _note("finalize", "dataset, 5 workers, one wrong, one silent");
    }

    function test_callback() public {
        bytes32 taskid = _open(true, 2, address(new Oracle()));
        for (uint256 i; i < 2; ++i) {
            _contribute(taskid, _worker(i), DIGEST);
        }
        for (uint256 i; i < 2; ++i) {
            _reveal(taskid, _worker(i), DIGEST);
        }
        vm.prank(scheduler);
        hub.finalize(taskid, RESULTS, CALLBACK_DATA);
        _note("finalize", "dataset, 2 workers, callback");
    }

    function test_enclave() public {
        bytes32 taskid = _open(true, 1, address(0));
        bytes32 hash = _resultHash(taskid, DIGEST);
        bytes32 seal = _seal(_worker(0), taskid, DIGEST);
        (address enclave, bytes memory enclaveSign, bytes memory authorization) = _enclave(_worker(0), taskid);
        vm.prank(_worker(0));
        hub.contribute(taskid, hash, seal, enclave, enclaveSign, authorization);
        _note("contribute", "dataset, worker 1 of 1, enclave");
    }

    function test_claim() public {
        for (uint256 workers; workers <= 5; ++workers) {
            bytes32 taskid = _open(workers % 2 == 0, workers + 1, address(0));
            for (uint256 i; i < workers; ++i) {
                _contribute(taskid, _worker(i), DIGEST);
            }
            vm.warp(START + 20 * T);
            hub.claim(taskid);
            vm.warp(START + 10 * T);
            _note("claim", string.concat(_with(workers % 2 == 0), _number(workers), " workers"));
        }
    }

    function _measure(bool dataset_, uint256 workers) private {
        vm.warp(block.timestamp + 1 hours); // so that scores rise
        bytes32 taskid = _open(dataset_, workers, address(0));
        string memory with_ = _with(dataset_);
        string memory outOf = string.concat(" of ", _number(workers));
        _note("initialize", string.concat(with_, "task", outOf));
        for (uint256 i; i < workers; ++i) {
            _contribute(taskid, _worker(i), DIGEST);
            _note("contribute", string.concat(with_, "worker ", _number(i + 1), outOf));
        }
        for (uint256 i; i < workers; ++i) {
            _reveal(taskid, _worker(i), DIGEST);
            _note("reveal", string.concat(with_, "worker ", _number(i + 1), outOf));
        }
        _finalize(taskid, RESULTS);
        _note("finalize", string.concat(with_, _number(workers), " workers"));
    }

    function _openForNewOwners(uint256 workers) private returns (bytes32) {
        Orders memory o = _realOrders(true);
        o.request.trust = 2 ** workers;
        return hub.initialize(_signAndMatch(o), 0);
    }
}
