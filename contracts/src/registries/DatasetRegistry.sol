// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDatasetRegistry} from "../interfaces/Registries.sol";
import {Dataset} from "./Dataset.sol";
import {Fields} from "./Fields.sol";
import {Registry} from "./Registry.sol";

/// @title The registry of datasets.
contract DatasetRegistry is IDatasetRegistry, Registry {
    constructor() Registry(address(new Dataset()), "iExec Dataset Registry (V5)", "iExecDatasetsV5") {}

    /// @notice Registers a dataset. Anyone may, for any owner.
    /// @custom:errors FieldTooLong, "Create2: Failed on deploy", DataTooLong, CodeNotWritten, ERC721InvalidReceiver
    function createDataset(
        address datasetOwner,
        string calldata datasetName,
        bytes calldata datasetMultiaddr,
        bytes32 datasetChecksum
    ) external returns (address) {
        bytes memory fields = bytes.concat(
            Fields.pack(bytes(datasetName)), Fields.pack(datasetMultiaddr), Fields.pack(bytes.concat(datasetChecksum))
        );
        bytes memory initializer = abi.encodeCall(Dataset.initialize, (datasetName, datasetMultiaddr, datasetChecksum));
        return _create(datasetOwner, initializer, fields);
    }

    /// @notice Where `createDataset` with the same arguments puts the dataset.
    function predictDataset(
        address datasetOwner,
        string calldata datasetName,
        bytes calldata datasetMultiaddr,
        bytes32 datasetChecksum
    ) external view returns (address) {
        bytes memory initializer = abi.encodeCall(Dataset.initialize, (datasetName, datasetMultiaddr, datasetChecksum));
        return _predict(datasetOwner, initializer);
    }
}
