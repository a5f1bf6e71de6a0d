// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Tokens that somebody owns. ERC-721.
interface ITokens {
    /// @notice The owner of a token; reverts if there is none.
    function ownerOf(uint256 tokenId) external view returns (address);
}

/// @title What the hub, entries and other registries ask of a registry. Its tokens are the entries' addresses as numbers.
interface IRegistry is ITokens {
    /// @notice Whether an entry is of this registry or an earlier one.
    function isRegistered(address entry) external view returns (bool);
    /// @notice The owner of an entry of this registry or an earlier one; zero if it is not registered.
    function ownerOfEntry(address entry) external view returns (address);
}

/// @title An asset on chain.
interface IRegistryEntry {
    function owner() external view returns (address);
}

/// @title An app's description.
interface IApp is IRegistryEntry {
    function m_appName() external view returns (string memory);
    function m_appType() external view returns (string memory);
    function m_appMultiaddr() external view returns (bytes memory);
    function m_appChecksum() external view returns (bytes32);
    function m_appMREnclave() external view returns (bytes memory);
}

/// @title A dataset's description.
interface IDataset is IRegistryEntry {
    function m_datasetName() external view returns (string memory);
    function m_datasetMultiaddr() external view returns (bytes memory);
    function m_datasetChecksum() external view returns (bytes32);
}

/// @title A workerpool's description and policy (percent).
interface IWorkerpool is IRegistryEntry {
    function m_workerpoolDescription() external view returns (string memory);
    function m_workerStakeRatioPolicy() external view returns (uint256);
    function m_schedulerRewardRatioPolicy() external view returns (uint256);
}

/// @title The registry of apps.
interface IAppRegistry is IRegistry {
    function createApp(
        address appOwner,
        string calldata appName,
        string calldata appType,
        bytes calldata appMultiaddr,
        bytes32 appChecksum,
        bytes calldata appMREnclave
    ) external returns (address);
    function predictApp(
        address appOwner,
        string calldata appName,
        string calldata appType,
        bytes calldata appMultiaddr,
        bytes32 appChecksum,
        bytes calldata appMREnclave
    ) external view returns (address);
}

/// @title The registry of datasets.
interface IDatasetRegistry is IRegistry {
    function createDataset(
        address datasetOwner,
        string calldata datasetName,
        bytes calldata datasetMultiaddr,
        bytes32 datasetChecksum
    ) external returns (address);
    function predictDataset(
        address datasetOwner,
        string calldata datasetName,
        bytes calldata datasetMultiaddr,
        bytes32 datasetChecksum
    ) external view returns (address);
}

/// @title The registry of workerpools.
interface IWorkerpoolRegistry is IRegistry {
    function createWorkerpool(address workerpoolOwner, string calldata workerpoolDescription) external returns (address);
    function predictWorkerpool(address workerpoolOwner, string calldata workerpoolDescription)
        external
        view
        returns (address);
}
