// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TaskStatusEnum} from "../types/Views.sol";

/// @dev What changes in a task, in one word, from the low end, in bits: 8 status · 8 contributors · 8 groups · 8 winner
/// · 8 winners · 32 idx · 32 proved · 40 reveal deadline · 112 the beginning of the deal's id.
///
/// Contributions of the same result are a group. `winner` is one more than the group that won the consensus, zero while
/// there is none; `winners` counts its members, and bit i of `proved` is set when contribution i has been revealed.
type TaskWord is uint256;

using TaskWords for TaskWord global;

/// @title Reading and changing a task's word.
library TaskWords {
    uint256 private constant CONTRIBUTORS = 8;
    uint256 private constant GROUPS = 16;
    uint256 private constant WINNER = 24;
    uint256 private constant WINNERS = 32;
    uint256 private constant IDX = 40;
    uint256 private constant PROVED = 72;
    uint256 private constant REVEAL_DEADLINE = 104;
    uint256 private constant DEAL = 144;

    uint256 private constant STATUS_BITS = 0xff;
    uint256 private constant CONSENSUS_BITS = 0xffff << WINNER | uint256(type(uint40).max) << REVEAL_DEADLINE;

    /// @notice A task just opened. The index fits 32 bits.
    function open(bytes14 deal_, uint256 idx_) internal pure returns (TaskWord) {
        uint256 word = uint256(uint112(deal_)) << DEAL | idx_ << IDX | uint256(TaskStatusEnum.ACTIVE);
        return TaskWord.wrap(word);
    }

    function status(TaskWord word) internal pure returns (TaskStatusEnum) {
        return TaskStatusEnum(TaskWord.unwrap(word) & STATUS_BITS);
    }

    /// @notice How many have contributed.
    function contributors(TaskWord word) internal pure returns (uint256) {
        return uint8(TaskWord.unwrap(word) >> CONTRIBUTORS);
    }

    /// @notice How many different results they have found.
    function groups(TaskWord word) internal pure returns (uint256) {
        return uint8(TaskWord.unwrap(word) >> GROUPS);
    }

    /// @notice One more than the group that won the consensus.
    function winner(TaskWord word) internal pure returns (uint256) {
        return uint8(TaskWord.unwrap(word) >> WINNER);
    }

    /// @notice How many are in that group.
    function winners(TaskWord word) internal pure returns (uint256) {
        return uint8(TaskWord.unwrap(word) >> WINNERS);
    }

    function idx(TaskWord word) internal pure returns (uint256) {
        return uint32(TaskWord.unwrap(word) >> IDX);
    }

    /// @notice Unix seconds; zero without a consensus.
    function revealDeadline(TaskWord word) internal pure returns (uint256) {
        return uint40(TaskWord.unwrap(word) >> REVEAL_DEADLINE);
    }

    /// @notice The first 14 bytes of the deal's id, which say where the deal is kept.
    function deal(TaskWord word) internal pure returns (bytes14) {
        return bytes14(uint112(TaskWord.unwrap(word) >> DEAL));
    }

    /// @notice Whether contribution `i` has been revealed.
    function isProved(TaskWord word, uint256 i) internal pure returns (bool) {
        return TaskWord.unwrap(word) >> (PROVED + i) & 1 != 0;
    }

    /// @notice Whether any has.
    function isRevealed(TaskWord word) internal pure returns (bool) {
        return uint32(TaskWord.unwrap(word) >> PROVED) != 0;
    }

    /// @notice How many have.
    function countReveals(TaskWord word) internal pure returns (uint256 count) {
        for (uint256 rest = uint32(TaskWord.unwrap(word) >> PROVED); rest != 0; rest &= rest - 1) {
            ++count;
        }
    }

    function withStatus(TaskWord word, TaskStatusEnum status_) internal pure returns (TaskWord) {
        return TaskWord.wrap(TaskWord.unwrap(word) & ~STATUS_BITS | uint256(status_));
    }

    /// @notice One more contributor; fewer than 256 there must be.
    function addContributor(TaskWord word) internal pure returns (TaskWord) {
        return TaskWord.wrap(TaskWord.unwrap(word) + (1 << CONTRIBUTORS));
    }

    /// @notice One more group; fewer than 256 there must be.
    function addGroup(TaskWord word) internal pure returns (TaskWord) {
        return TaskWord.wrap(TaskWord.unwrap(word) + (1 << GROUPS));
    }

    /// @notice A task that waits for the `members` of a group to reveal.
    function withConsensus(TaskWord word, uint256 group, uint256 members, uint256 deadline)
        internal
        pure
        returns (TaskWord)
    {
        uint256 consensus =
            (group + 1) << WINNER | members << WINNERS | uint256(uint40(deadline)) << REVEAL_DEADLINE;
        TaskWord open_ = withoutConsensus(word);
        return TaskWord.wrap(TaskWord.unwrap(open_) | consensus).withStatus(TaskStatusEnum.REVEALING);
    }

    /// @notice A task that takes contributions again.
    function withoutConsensus(TaskWord word) internal pure returns (TaskWord) {
        return TaskWord.wrap(TaskWord.unwrap(word) & ~CONSENSUS_BITS).withStatus(TaskStatusEnum.ACTIVE);
    }

    /// @notice The task once contribution `i` has been revealed.
    function withProof(TaskWord word, uint256 i) internal pure returns (TaskWord) {
        return TaskWord.wrap(TaskWord.unwrap(word) | 1 << (PROVED + i));
    }
}
