// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../types/Orders.sol";

/// @title EIP-712 struct hashes of orders and of operations on them.
/// @dev The fields of an order lie in calldata as EIP-712 encodes them, one word each in the same order, so they are
/// hashed in one piece; only `params` of a request is replaced by its hash. A field with stray high bits cannot pass
/// for another: its hash differs, and whoever reads it reverts.
library OrderHash {
    string private constant APP =
        "AppOrder(address app,uint256 appprice,uint256 volume,bytes32 tag,address datasetrestrict,address workerpoolrestrict,address requesterrestrict,bytes32 salt)";
    string private constant DATASET =
        "DatasetOrder(address dataset,uint256 datasetprice,uint256 volume,bytes32 tag,address apprestrict,address workerpoolrestrict,address requesterrestrict,bytes32 salt)";
    string private constant WORKERPOOL =
        "WorkerpoolOrder(address workerpool,uint256 workerpoolprice,uint256 volume,bytes32 tag,uint256 category,uint256 trust,address apprestrict,address datasetrestrict,address requesterrestrict,bytes32 salt)";
    string private constant REQUEST =
        "RequestOrder(address app,uint256 appmaxprice,address dataset,uint256 datasetmaxprice,address workerpool,uint256 workerpoolmaxprice,address requester,uint256 volume,bytes32 tag,uint256 category,uint256 trust,address beneficiary,address callback,string params,bytes32 salt)";

    bytes32 internal constant APP_TYPEHASH = keccak256(bytes(APP));
    bytes32 internal constant DATASET_TYPEHASH = keccak256(bytes(DATASET));
    bytes32 internal constant WORKERPOOL_TYPEHASH = keccak256(bytes(WORKERPOOL));
    bytes32 internal constant REQUEST_TYPEHASH = keccak256(bytes(REQUEST));
    bytes32 internal constant APP_OPERATION_TYPEHASH =
        keccak256(abi.encodePacked("AppOrderOperation(AppOrder order,uint256 operation)", APP));
    bytes32 internal constant DATASET_OPERATION_TYPEHASH =
        keccak256(abi.encodePacked("DatasetOrderOperation(DatasetOrder order,uint256 operation)", DATASET));
    bytes32 internal constant WORKERPOOL_OPERATION_TYPEHASH =
        keccak256(abi.encodePacked("WorkerpoolOrderOperation(WorkerpoolOrder order,uint256 operation)", WORKERPOOL));
    bytes32 internal constant REQUEST_OPERATION_TYPEHASH =
        keccak256(abi.encodePacked("RequestOrderOperation(RequestOrder order,uint256 operation)", REQUEST));

    function hash(AppOrder calldata order) internal pure returns (bytes32) {
        uint256 start;
        assembly ("memory-safe") {
            start := order
        }
        return _hashWords(APP_TYPEHASH, start, 8);
    }

    function hash(DatasetOrder calldata order) internal pure returns (bytes32) {
        uint256 start;
        assembly ("memory-safe") {
            start := order
        }
        return _hashWords(DATASET_TYPEHASH, start, 8);
    }

    function hash(WorkerpoolOrder calldata order) internal pure returns (bytes32) {
        uint256 start;
        assembly ("memory-safe") {
            start := order
        }
        return _hashWords(WORKERPOOL_TYPEHASH, start, 10);
    }

    function hash(RequestOrder calldata order) internal pure returns (bytes32 result) {
        bytes32 typeHash = REQUEST_TYPEHASH;
        bytes32 params = keccak256(bytes(order.params));
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, typeHash)
            calldatacopy(add(start, 32), order, 480) // 15 fields …
            mstore(add(start, 448), params) // … of which the 14th is the offset of params
            result := keccak256(start, 512)
        }
    }

    /// @notice The hash of an operation on an order.
    function operation(bytes32 typeHash, bytes32 order, OrderOperationEnum what) internal pure returns (bytes32) {
        return keccak256(abi.encode(typeHash, order, what));
    }

    function _hashWords(bytes32 typeHash, uint256 from, uint256 words) private pure returns (bytes32 result) {
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, typeHash)
            calldatacopy(add(start, 32), from, shl(5, words))
            result := keccak256(start, add(32, shl(5, words)))
        }
    }
}
