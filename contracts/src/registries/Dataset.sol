// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDataset} from "../interfaces/Registries.sol";
import {Fields} from "./Fields.sol";
import {RegistryEntry} from "./RegistryEntry.sol";

/// @title A dataset: data, usually encrypted, named by multiaddr and checksum.
contract Dataset is IDataset, RegistryEntry {
    /// @notice The dataset's name.
    function m_datasetName() external view returns (string memory) {
        return string(Fields.read(0));
    }

    /// @notice Where the data is.
    function m_datasetMultiaddr() external view returns (bytes memory) {
        return Fields.read(1);
    }

    /// @notice The digest of the data.
    function m_datasetChecksum() external view returns (bytes32) {
        return bytes32(Fields.read(2));
    }

    /// @notice Always reverts: an entry has its content from the start.
    /// @dev Virtual, or the compiler would insist on a pure function, which clients do not send.
    /// @custom:errors "already initialized"
    function initialize(string calldata, bytes calldata, bytes32) external virtual {
        revert("already initialized");
    }
}
