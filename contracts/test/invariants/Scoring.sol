// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ghosts} from "./Ghosts.sol";

/// @title A score rises by one, or falls to two thirds, or stays.
/// @dev Not every proof raises a score. Between its calls, what a score can be is only known within bounds, since a
/// callback may end other tasks of the same worker.
abstract contract Scoring is Ghosts {
    mapping(address worker => uint256) private _rises;
    address[] private _scored;

    function _rose(address worker, bool may) internal {
        _scored.push(worker);
        if (may) ++_rises[worker];
    }

    function _fell(address worker) internal {
        _scored.push(worker);
        uint256 most = scores[worker] + _rises[worker];
        scores[worker] = scores[worker] * 2 / 3;
        _rises[worker] = most * 2 / 3 - scores[worker];
    }

    /// @dev To be called when all that happened is booked.
    function _checkScores() internal {
        for (uint256 i; i < _scored.length; ++i) {
            address worker = _scored[i];
            uint256 score = hub.viewScore(worker);
            assertTrue(score >= scores[worker], "a fault leaves two thirds of a score");
            assertTrue(score <= scores[worker] + _rises[worker], "a fault takes a third, a proof adds one");
            scores[worker] = score;
            _rises[worker] = 0;
        }
        delete _scored;
    }
}
