// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {HubStorage} from "./HubStorage.sol";

/// @title What the hub remembers of workers: one more for each proof, two thirds left after each fault.
abstract contract Scores is HubStorage {
    function _raiseScore(address worker, bytes32 taskid) internal {
        uint32 score = _accounts[worker].score;
        if (score != type(uint32).max) _accounts[worker].score = score + 1;
        emit AccurateContribution(worker, taskid);
    }

    function _lowerScore(address worker, bytes32 taskid) internal {
        _accounts[worker].score = uint32(uint256(_accounts[worker].score) * 2 / 3);
        emit FaultyContribution(worker, taskid);
    }
}
