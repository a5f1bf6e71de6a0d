// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccountWord} from "../libraries/AccountWord.sol";
import {SCORE_INTERVAL} from "../types/Constants.sol";
import {AccountRecord, HubStorage} from "./HubStorage.sol";

/// @title What the hub remembers of workers: more for proofs given over time, two thirds left after each fault.
abstract contract Scores is HubStorage {
    /// @dev A worker gains nothing where it staked nothing, and at most one point an interval however many tasks it
    /// completes: scores cannot be had for free, nor at once. On a word that the caller loaded and will store.
    function _raiseScore(AccountWord word, address worker, uint256 stake, bytes32 taskid)
        internal
        returns (AccountWord)
    {
        uint256 score = word.score();
        if (stake == 0 || block.timestamp < word.restsUntil() || score == type(uint32).max) return word;
        emit AccurateContribution(worker, taskid);
        return word.withScore(score + 1).withRestsUntil(block.timestamp + SCORE_INTERVAL);
    }

    function _lowerScore(address worker, bytes32 taskid) internal {
        AccountRecord storage record = _accounts[worker];
        AccountWord word = record.word;
        record.word = word.withScore(word.score() * 2 / 3);
        emit FaultyContribution(worker, taskid);
    }
}
