// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// Signed orders, field by field as the published protocol hashes them (EIP-712). Prices are in nRLC per task;
// `sign` carries the signature and is never hashed. A restriction of address zero accepts everyone.

/// @notice An app owner's offer: `volume` runs of `app` at `appprice` each.
struct AppOrder {
    address app;
    uint256 appprice;
    uint256 volume;
    bytes32 tag;
    address datasetrestrict;
    address workerpoolrestrict;
    address requesterrestrict;
    bytes32 salt;
    bytes sign;
}

/// @notice A dataset owner's offer: `volume` uses of `dataset` at `datasetprice` each.
struct DatasetOrder {
    address dataset;
    uint256 datasetprice;
    uint256 volume;
    bytes32 tag;
    address apprestrict;
    address workerpoolrestrict;
    address requesterrestrict;
    bytes32 salt;
    bytes sign;
}

/// @notice A pool owner's offer: `volume` tasks of `category`, certified up to `trust`, at `workerpoolprice` each.
struct WorkerpoolOrder {
    address workerpool;
    uint256 workerpoolprice;
    uint256 volume;
    bytes32 tag;
    uint256 category;
    uint256 trust;
    address apprestrict;
    address datasetrestrict;
    address requesterrestrict;
    bytes32 salt;
    bytes sign;
}

/// @notice A requester's demand: what to run, the most to pay for each part, and how sure the result must be.
struct RequestOrder {
    address app;
    uint256 appmaxprice;
    address dataset;
    uint256 datasetmaxprice;
    address workerpool;
    uint256 workerpoolmaxprice;
    address requester;
    uint256 volume;
    bytes32 tag;
    uint256 category;
    uint256 trust;
    address beneficiary;
    address callback;
    string params;
    bytes32 salt;
    bytes sign;
}

/// @notice What an owner does to an order on chain: presign it, or close it for good.
enum OrderOperationEnum {
    SIGN,
    CLOSE
}

/// @notice An operation on an app order, sent by its owner or signed by its owner and sent by anyone.
struct AppOrderOperation {
    AppOrder order;
    OrderOperationEnum operation;
    bytes sign;
}

/// @notice An operation on a dataset order, sent by its owner or signed by its owner and sent by anyone.
struct DatasetOrderOperation {
    DatasetOrder order;
    OrderOperationEnum operation;
    bytes sign;
}

/// @notice An operation on a workerpool order, sent by its owner or signed by its owner and sent by anyone.
struct WorkerpoolOrderOperation {
    WorkerpoolOrder order;
    OrderOperationEnum operation;
    bytes sign;
}

/// @notice An operation on a request order, sent by its requester or signed by its requester and sent by anyone.
struct RequestOrderOperation {
    RequestOrder order;
    OrderOperationEnum operation;
    bytes sign;
}

/// @notice The EIP-712 domain under which every order is signed.
struct EIP712Domain {
    string name;
    string version;
    uint256 chainId;
    address verifyingContract;
}
