// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// What the hub shows: the published structs, in the published field order. How the same facts are stored is
// in `hub/HubStorage.sol`, `libraries/StoredDeal.sol` and `libraries/ResultCode.sol`.

/// @notice A holder's funds in nRLC: `stake` is free, `locked` secures open deals and tasks.
struct Account {
    uint256 stake;
    uint256 locked;
}

/// @notice A class of tasks; `workClockTimeRef` is the time unit T in seconds that all its deadlines count in.
struct Category {
    string name;
    string description;
    uint256 workClockTimeRef;
}

/// @notice An asset in a deal, with its owner at the time of the match and its price per task in nRLC.
struct Resource {
    address pointer;
    address owner;
    uint256 price;
}

/// @notice Orders matched: who computes what for whom, at which price. Tasks are botFirst … botFirst+botSize−1.
struct Deal {
    Resource app;
    Resource dataset;
    Resource workerpool;
    uint256 trust;
    uint256 category;
    bytes32 tag;
    address requester;
    address beneficiary;
    address callback;
    string params;
    uint256 startTime;
    uint256 botFirst;
    uint256 botSize;
    uint256 workerStake;
    uint256 schedulerRewardRatio;
    address sponsor;
}

/// @notice Where a task stands. COMPLETED and FAILED are final.
enum TaskStatusEnum {
    UNSET,
    ACTIVE,
    REVEALING,
    COMPLETED,
    FAILED
}

/// @notice One computation of a deal. Deadlines are Unix seconds; `resultsTimestamp` is always zero.
struct Task {
    TaskStatusEnum status;
    bytes32 dealid;
    uint256 idx;
    uint256 timeref;
    uint256 contributionDeadline;
    uint256 revealDeadline;
    uint256 finalDeadline;
    bytes32 consensusValue;
    uint256 revealCounter;
    uint256 winnerCounter;
    address[] contributors;
    bytes32 resultDigest;
    bytes results;
    uint256 resultsTimestamp;
    bytes resultsCallback;
}

/// @notice Where a contribution stands. REJECTED: its group won a consensus and none of it revealed in time.
enum ContributionStatusEnum {
    UNSET,
    CONTRIBUTED,
    PROVED,
    REJECTED
}

/// @notice A worker's commitment to a result; `weight` is the base-2 logarithm of the worker's credibility.
struct Contribution {
    ContributionStatusEnum status;
    bytes32 resultHash;
    bytes32 resultSeal;
    address enclaveChallenge;
    uint256 weight;
}

/// @notice An app as its entry contract describes it.
struct AppInfo {
    address owner;
    string m_appName;
    string m_appType;
    bytes m_appMultiaddr;
    bytes32 m_appChecksum;
    bytes m_appMREnclave;
}

/// @notice A dataset as its entry contract describes it.
struct DatasetInfo {
    address owner;
    string m_datasetName;
    bytes m_datasetMultiaddr;
    bytes32 m_datasetChecksum;
}

/// @notice A workerpool as its entry contract describes it; ratios in percent.
struct WorkerpoolInfo {
    address owner;
    string m_workerpoolDescription;
    uint256 m_workerStakeRatioPolicy;
    uint256 m_schedulerRewardRatioPolicy;
}
