// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev An account in one word, from the low end: 8 bytes stake (free funds) · 8 frozen (locked funds) · 4 score
/// · 5 until when it gains no more points, in Unix seconds · 1 whether an earlier hub's score was imported. Amounts in nRLC.
///
/// The hub's own funds, the vault, are such a word too: its stake is what all accounts have locked, its frozen what of that
/// is the kitty's, and it rests until the kitty gives again.
type AccountWord is uint256;

using AccountWords for AccountWord global;

/// @title Reading and changing an account's word: one load and one store for any number of changes.
/// @dev A struct costs about 300 gas more for each field changed. Each function refuses what does not fit its bits, so
/// that no change can reach its neighbour (`test/Words.t.sol` compares them with a struct).
library AccountWords {
    uint256 private constant FROZEN = 64;
    uint256 private constant SCORE = 128;
    uint256 private constant RESTS_UNTIL = 160;
    uint256 private constant SCORE_IMPORTED = 200;

    function stake(AccountWord word) internal pure returns (uint256) {
        return uint64(AccountWord.unwrap(word));
    }

    function frozen(AccountWord word) internal pure returns (uint256) {
        return uint64(AccountWord.unwrap(word) >> FROZEN);
    }

    function score(AccountWord word) internal pure returns (uint256) {
        return uint32(AccountWord.unwrap(word) >> SCORE);
    }

    function restsUntil(AccountWord word) internal pure returns (uint256) {
        return uint40(AccountWord.unwrap(word) >> RESTS_UNTIL);
    }

    function scoreImported(AccountWord word) internal pure returns (bool) {
        return AccountWord.unwrap(word) >> SCORE_IMPORTED & 1 != 0;
    }

    function addStake(AccountWord word, uint256 amount) internal pure returns (AccountWord) {
        assert(amount <= type(uint64).max - stake(word));
        unchecked {
            return AccountWord.wrap(AccountWord.unwrap(word) + amount);
        }
    }

    function subStake(AccountWord word, uint256 amount) internal pure returns (AccountWord) {
        assert(amount <= stake(word));
        unchecked {
            return AccountWord.wrap(AccountWord.unwrap(word) - amount);
        }
    }

    function addFrozen(AccountWord word, uint256 amount) internal pure returns (AccountWord) {
        assert(amount <= type(uint64).max - frozen(word));
        unchecked {
            return AccountWord.wrap(AccountWord.unwrap(word) + (amount << FROZEN));
        }
    }

    function subFrozen(AccountWord word, uint256 amount) internal pure returns (AccountWord) {
        assert(amount <= frozen(word));
        unchecked {
            return AccountWord.wrap(AccountWord.unwrap(word) - (amount << FROZEN));
        }
    }

    function withScore(AccountWord word, uint256 score_) internal pure returns (AccountWord) {
        assert(score_ <= type(uint32).max);
        uint256 others = AccountWord.unwrap(word) & ~(uint256(type(uint32).max) << SCORE);
        return AccountWord.wrap(others | score_ << SCORE);
    }

    function withRestsUntil(AccountWord word, uint256 time) internal pure returns (AccountWord) {
        assert(time <= type(uint40).max);
        uint256 others = AccountWord.unwrap(word) & ~(uint256(type(uint40).max) << RESTS_UNTIL);
        return AccountWord.wrap(others | time << RESTS_UNTIL);
    }

    function withScoreImported(AccountWord word) internal pure returns (AccountWord) {
        return AccountWord.wrap(AccountWord.unwrap(word) | uint256(1) << SCORE_IMPORTED);
    }
}
