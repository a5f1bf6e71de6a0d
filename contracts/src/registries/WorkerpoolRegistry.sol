// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IWorkerpoolRegistry} from "../interfaces/Registries.sol";
import {Fields} from "./Fields.sol";
import {Registry} from "./Registry.sol";
import {Workerpool} from "./Workerpool.sol";

/// @title The registry of workerpools.
contract WorkerpoolRegistry is IWorkerpoolRegistry, Registry {
    constructor() Registry(address(new Workerpool()), "iExec Workerpool Registry (V5)", "iExecWorkerpoolV5") {}

    /// @notice Registers a workerpool. Anyone may, for any owner.
    /// @custom:errors FieldTooLong, "Create2: Failed on deploy", DataTooLong, CodeNotWritten, ERC721InvalidReceiver
    function createWorkerpool(address workerpoolOwner, string calldata workerpoolDescription)
        external
        returns (address)
    {
        bytes memory initializer = abi.encodeCall(Workerpool.initialize, (workerpoolDescription));
        return _create(workerpoolOwner, initializer, Fields.pack(bytes(workerpoolDescription)));
    }

    /// @notice Where `createWorkerpool` with the same arguments puts the workerpool.
    function predictWorkerpool(address workerpoolOwner, string calldata workerpoolDescription)
        external
        view
        returns (address)
    {
        bytes memory initializer = abi.encodeCall(Workerpool.initialize, (workerpoolDescription));
        return _predict(workerpoolOwner, initializer);
    }
}
