// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IApp} from "../interfaces/Registries.sol";
import {Fields} from "./Fields.sol";
import {RegistryEntry} from "./RegistryEntry.sol";

/// @title An app: a container image, named by multiaddr and checksum.
contract App is IApp, RegistryEntry {
    /// @notice The app's name.
    function m_appName() external view returns (string memory) {
        return string(Fields.read(0));
    }

    /// @notice The kind of app, as "DOCKER".
    function m_appType() external view returns (string memory) {
        return string(Fields.read(1));
    }

    /// @notice Where the app is.
    function m_appMultiaddr() external view returns (bytes memory) {
        return Fields.read(2);
    }

    /// @notice The digest of the app's image.
    function m_appChecksum() external view returns (bytes32) {
        return bytes32(Fields.read(3));
    }

    /// @notice What a trusted execution environment must measure the app as; empty if it runs in none.
    function m_appMREnclave() external view returns (bytes memory) {
        return Fields.read(4);
    }

    /// @notice Always reverts: an entry has its content from the start.
    /// @dev Virtual, or the compiler would insist on a pure function, which clients do not send.
    /// @custom:errors "already initialized"
    function initialize(string calldata, string calldata, bytes calldata, bytes32, bytes calldata) external virtual {
        revert("already initialized");
    }
}
