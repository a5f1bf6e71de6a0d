// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IHubExtension} from "../interfaces/IHub.sol";
import {IApp, IDataset, IWorkerpool} from "../interfaces/Registries.sol";
import {AppInfo, DatasetInfo, WorkerpoolInfo} from "../types/Views.sol";

/// @title Assets as their entry contracts describe them. Whether they are registered is for the registries to say.
abstract contract AssetViews is IHubExtension {
    /// @notice An app.
    function viewApp(address app) external view returns (AppInfo memory) {
        IApp entry = IApp(app);
        return AppInfo(
            entry.owner(),
            entry.m_appName(),
            entry.m_appType(),
            entry.m_appMultiaddr(),
            entry.m_appChecksum(),
            entry.m_appMREnclave()
        );
    }

    /// @notice A dataset.
    function viewDataset(address dataset) external view returns (DatasetInfo memory) {
        IDataset entry = IDataset(dataset);
        return DatasetInfo(entry.owner(), entry.m_datasetName(), entry.m_datasetMultiaddr(), entry.m_datasetChecksum());
    }

    /// @notice A workerpool.
    function viewWorkerpool(address workerpool) external view returns (WorkerpoolInfo memory) {
        IWorkerpool entry = IWorkerpool(workerpool);
        return WorkerpoolInfo(
            entry.owner(),
            entry.m_workerpoolDescription(),
            entry.m_workerStakeRatioPolicy(),
            entry.m_schedulerRewardRatioPolicy()
        );
    }
}
