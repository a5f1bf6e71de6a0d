// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Proof-of-Contribution: how much agreement is enough.
/// @dev A worker's credibility grows with its score. A group of workers that agree weighs the product of theirs; a
/// group wins once it outweighs all others by the trust asked for.
library Credibility {
    /// @dev Where a group's weight stops growing, so that nothing overflows: 2¹²⁸ times 2³² trust fits a word.
    uint256 private constant MAX_WEIGHT = type(uint128).max;

    /// @notice The credibility of a worker: 2 when fresh.
    function ofScore(uint256 score) internal pure returns (uint256) {
        uint256 third = score / 3;
        return (third > 3 ? third : 3) - 1;
    }

    /// @notice The weight of a group (zero if it is empty) that a worker joins.
    function join(uint256 group, uint256 worker) internal pure returns (uint256) {
        uint256 joined = (group == 0 ? 1 : group) * worker;
        return joined < MAX_WEIGHT ? joined : MAX_WEIGHT;
    }

    /// @notice Whether a group reaches `trust`, where `total` is one more than the weight of all groups.
    function reaches(uint256 group, uint256 total, uint256 trust) internal pure returns (bool) {
        return group * trust > total * (trust - 1);
    }

    /// @notice The share a worker has in the reward: the base-2 logarithm of its credibility, rounded down.
    function share(uint256 worker) internal pure returns (uint256 log2) {
        while (worker > 1) {
            worker >>= 1;
            ++log2;
        }
    }
}
