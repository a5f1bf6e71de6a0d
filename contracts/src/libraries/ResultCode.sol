// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CodeStore} from "./CodeStore.sol";
import {Slice} from "./Slice.sol";

/// @title Results as code: written once when a task completes, under the task's id.
/// @dev Layout, in bytes: 00 (stop) · 2 length of results · results · resultsCallback to the end. Nothing is written
/// when both are empty. A length of more than 2 bytes is refused with the data it is of.
library ResultCode {
    uint256 private constant HEADER_LENGTH = 3;

    function write(bytes32 taskid, bytes calldata results, bytes calldata resultsCallback) internal {
        if (results.length + resultsCallback.length == 0) return;
        CodeStore.write(taskid, abi.encodePacked(bytes1(0), uint16(results.length), results, resultsCallback));
    }

    function read(bytes32 taskid) internal view returns (bytes memory results, bytes memory resultsCallback) {
        bytes memory code = CodeStore.read(taskid);
        if (code.length == 0) return (results, resultsCallback);
        uint256 length = Slice.number(code, 1, 2);
        results = Slice.part(code, HEADER_LENGTH, length);
        uint256 end = HEADER_LENGTH + length;
        resultsCallback = Slice.part(code, end, code.length - end);
    }
}
