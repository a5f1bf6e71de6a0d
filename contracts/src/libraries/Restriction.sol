// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC734} from "../interfaces/External.sol";
import {GROUPMEMBER_PURPOSE} from "../types/Constants.sol";

/// @title Who an order is meant for.
library Restriction {
    /// @notice Whether a restriction accepts an account: nobody is restricted by address zero; else it names the
    /// account, or a contract (ERC-734) that counts it among its members.
    function accepts(address restriction, address account) internal view returns (bool) {
        return restriction == address(0) || restriction == account || _isMember(restriction, account);
    }

    /// @dev A group that reverts, or answers something other than true, has no such member.
    function _isMember(address group, address account) private view returns (bool member) {
        bytes memory data =
            abi.encodeCall(IERC734.keyHasPurpose, (bytes32(uint256(uint160(account))), GROUPMEMBER_PURPOSE));
        assembly ("memory-safe") {
            member := staticcall(gas(), group, add(data, 32), mload(data), 0, 32)
            member := and(member, and(gt(returndatasize(), 31), eq(mload(0), 1)))
        }
    }
}
