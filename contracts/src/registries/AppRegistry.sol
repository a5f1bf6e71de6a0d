// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAppRegistry} from "../interfaces/Registries.sol";
import {App} from "./App.sol";
import {Fields} from "./Fields.sol";
import {Registry} from "./Registry.sol";

/// @title The registry of apps.
contract AppRegistry is IAppRegistry, Registry {
    constructor() Registry(address(new App()), "iExec Application Registry (V5)", "iExecAppsV5") {}

    /// @notice Registers an app. Anyone may, for any owner.
    /// @custom:errors FieldTooLong, "Create2: Failed on deploy", DataTooLong, CodeNotWritten, ERC721InvalidReceiver
    function createApp(
        address appOwner,
        string calldata appName,
        string calldata appType,
        bytes calldata appMultiaddr,
        bytes32 appChecksum,
        bytes calldata appMREnclave
    ) external returns (address) {
        bytes memory fields = bytes.concat(
            Fields.pack(bytes(appName)),
            Fields.pack(bytes(appType)),
            Fields.pack(appMultiaddr),
            Fields.pack(bytes.concat(appChecksum)),
            Fields.pack(appMREnclave)
        );
        bytes memory initializer =
            abi.encodeCall(App.initialize, (appName, appType, appMultiaddr, appChecksum, appMREnclave));
        return _create(appOwner, initializer, fields);
    }

    /// @notice Where `createApp` with the same arguments puts the app.
    function predictApp(
        address appOwner,
        string calldata appName,
        string calldata appType,
        bytes calldata appMultiaddr,
        bytes32 appChecksum,
        bytes calldata appMREnclave
    ) external view returns (address) {
        bytes memory initializer = abi.encodeCall(
            App.initialize, (appName, appType, appMultiaddr, appChecksum, appMREnclave)
        );
        return _predict(appOwner, initializer);
    }
}
