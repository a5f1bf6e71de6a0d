// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {NumberTooLarge} from "../types/Errors.sol";

/// @title Casts that refuse to lose bits.
/// @dev The whole supply of RLC is 87·10¹⁵ nRLC: every honest amount fits 64 bits.
library Narrow {
    function to32(uint256 value) internal pure returns (uint32) {
        if (value > type(uint32).max) revert NumberTooLarge(value, 32);
        return uint32(value);
    }

    function to64(uint256 value) internal pure returns (uint64) {
        if (value > type(uint64).max) revert NumberTooLarge(value, 64);
        return uint64(value);
    }
}
