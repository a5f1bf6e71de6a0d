// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev Who contributed what, in one word, from the low end, in bits: 160 worker · 8 group · 8 rejected · 32 credibility.
/// `group` says which of the task's results it is; `rejected`, that its group won a consensus and none of it revealed
/// in time; `credibility` is the worker's at the time.
type ContributionWord is uint256;

using ContributionWords for ContributionWord global;

/// @title Reading and changing a contribution's word.
library ContributionWords {
    uint256 private constant GROUP = 160;
    uint256 private constant REJECTED = 168;
    uint256 private constant CREDIBILITY = 176;

    /// @notice A contribution just made. Group and credibility fit 8 and 32 bits.
    function make(address worker_, uint256 group_, uint256 credibility_) internal pure returns (ContributionWord) {
        return ContributionWord.wrap(uint160(worker_) | group_ << GROUP | credibility_ << CREDIBILITY);
    }

    function worker(ContributionWord word) internal pure returns (address) {
        return address(uint160(ContributionWord.unwrap(word)));
    }

    function group(ContributionWord word) internal pure returns (uint256) {
        return uint8(ContributionWord.unwrap(word) >> GROUP);
    }

    function rejected(ContributionWord word) internal pure returns (bool) {
        return uint8(ContributionWord.unwrap(word) >> REJECTED) != 0;
    }

    function credibility(ContributionWord word) internal pure returns (uint256) {
        return uint32(ContributionWord.unwrap(word) >> CREDIBILITY);
    }

    function reject(ContributionWord word) internal pure returns (ContributionWord) {
        return ContributionWord.wrap(ContributionWord.unwrap(word) | 1 << REJECTED);
    }
}
