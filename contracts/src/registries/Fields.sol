// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Slice} from "../libraries/Slice.sol";
import {RegistryErrors} from "./RegistryErrors.sol";

/// @title Entries as minimal clones (ERC-1167) whose fields follow the clone's code.
/// @dev A field is 2 bytes of length and its content.
library Fields {
    /// @dev The length of a clone's code; its fields follow.
    uint256 internal constant CLONE_LENGTH = 45;

    /// @notice The code of a clone of `master`, without fields.
    function clone(address master) internal pure returns (bytes memory) {
        return abi.encodePacked(hex"363d3d373d3d3d363d73", master, hex"5af43d82803e903d91602b57fd5bf3");
    }

    /// @notice A field as it is kept.
    function pack(bytes memory content) internal pure returns (bytes memory) {
        if (content.length > type(uint16).max) revert RegistryErrors.FieldTooLong(content.length, type(uint16).max);
        return abi.encodePacked(uint16(content.length), content);
    }

    /// @notice The field at a position of this clone.
    function read(uint256 position) internal view returns (bytes memory) {
        bytes memory code = address(this).code;
        uint256 offset = CLONE_LENGTH;
        for (; position != 0; --position) {
            offset += 2 + Slice.number(code, offset, 2);
        }
        return Slice.part(code, offset + 2, Slice.number(code, offset, 2));
    }
}
