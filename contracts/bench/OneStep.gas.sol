// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Gas} from "./Gas.sol";
import {Oracle} from "./Oracle.sol";

contract OneStepGas is Gas {
    string private constant VERB = "contributeAndFinalize";

    function test_plain() public {
        for (uint256 i; i < 2; ++i) {
            bytes32 taskid = _open(i == 1, 0, address(0));
            bytes memory authorization = _authorization(_worker(0), taskid);
            vm.prank(_worker(0));
            hub.contributeAndFinalize(taskid, DIGEST, RESULTS, "", address(0), "", authorization);
            _note(VERB, string.concat(_with(i == 1), "plain"));
        }
    }

    function test_enclave() public {
        for (uint256 i; i < 2; ++i) {
            bytes32 taskid = _open(true, 0, i == 0 ? address(0) : address(new Oracle()));
            (address enclave, bytes memory enclaveSign, bytes memory authorization) = _enclave(_worker(0), taskid);
            vm.prank(_worker(0));
            hub.contributeAndFinalize(
                taskid, DIGEST, RESULTS, i == 0 ? bytes("") : CALLBACK_DATA, enclave, enclaveSign, authorization
            );
            _note(VERB, i == 0 ? "dataset, enclave" : "dataset, enclave, callback");
        }
    }
}
