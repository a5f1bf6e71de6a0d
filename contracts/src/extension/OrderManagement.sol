// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {OrderBook, OrderHashes} from "../hub/OrderBook.sol";
import {IHubExtension} from "../interfaces/IHub.sol";
import {Domain} from "../libraries/Domain.sol";
import {OrderHash} from "../libraries/OrderHash.sol";
import {Signatures} from "../libraries/Signatures.sol";
import "../types/Orders.sol";

/// @title Owners presign and close their orders.
/// @dev The owner sends the operation, or has signed it for anyone to send.
abstract contract OrderManagement is IHubExtension, OrderBook {
    using OrderHash for AppOrder;
    using OrderHash for DatasetOrder;
    using OrderHash for WorkerpoolOrder;
    using OrderHash for RequestOrder;

    /// @notice Presigns or closes an app order.
    /// @custom:errors "invalid-signature-format", "invalid-sender-or-signature"
    function manageAppOrder(AppOrderOperation calldata request) external {
        bytes32 hash = request.order.hash();
        bytes32 operation = OrderHash.operation(OrderHash.APP_OPERATION_TYPEHASH, hash, request.operation);
        address owner = _ownerOf(_appRegistry, request.order.app);
        hash = _manage(owner, hash, request.order.volume, request.operation, operation, request.sign);
        if (request.operation == OrderOperationEnum.SIGN) emit SignedAppOrder(hash);
        else emit ClosedAppOrder(hash);
    }

    /// @notice Presigns or closes a dataset order.
    /// @custom:errors "invalid-signature-format", "invalid-sender-or-signature"
    function manageDatasetOrder(DatasetOrderOperation calldata request) external {
        bytes32 hash = request.order.hash();
        bytes32 operation = OrderHash.operation(OrderHash.DATASET_OPERATION_TYPEHASH, hash, request.operation);
        address owner = _ownerOf(_datasetRegistry, request.order.dataset);
        hash = _manage(owner, hash, request.order.volume, request.operation, operation, request.sign);
        if (request.operation == OrderOperationEnum.SIGN) emit SignedDatasetOrder(hash);
        else emit ClosedDatasetOrder(hash);
    }

    /// @notice Presigns or closes a workerpool order.
    /// @custom:errors "invalid-signature-format", "invalid-sender-or-signature"
    function manageWorkerpoolOrder(WorkerpoolOrderOperation calldata request) external {
        bytes32 hash = request.order.hash();
        bytes32 operation = OrderHash.operation(OrderHash.WORKERPOOL_OPERATION_TYPEHASH, hash, request.operation);
        address owner = _ownerOf(_workerpoolRegistry, request.order.workerpool);
        hash = _manage(owner, hash, request.order.volume, request.operation, operation, request.sign);
        if (request.operation == OrderOperationEnum.SIGN) emit SignedWorkerpoolOrder(hash);
        else emit ClosedWorkerpoolOrder(hash);
    }

    /// @notice Presigns or closes a request order.
    /// @custom:errors "invalid-signature-format", "invalid-sender-or-signature"
    function manageRequestOrder(RequestOrderOperation calldata request) external {
        bytes32 hash = request.order.hash();
        bytes32 operation = OrderHash.operation(OrderHash.REQUEST_OPERATION_TYPEHASH, hash, request.operation);
        address owner = request.order.requester;
        hash = _manage(owner, hash, request.order.volume, request.operation, operation, request.sign);
        if (request.operation == OrderOperationEnum.SIGN) emit SignedRequestOrder(hash);
        else emit ClosedRequestOrder(hash);
    }

    /// @notice Whether a signature is an account's: ECDSA of 65 or 64 bytes, or ERC-1271.
    /// @custom:errors "invalid-signature-format"
    function verifySignature(address identity, bytes32 hash, bytes calldata signature) external view returns (bool) {
        return Signatures.isValid(identity, hash, signature);
    }

    /// @notice Whether an account presigned an order.
    function verifyPresignature(address identity, bytes32 hash) external view returns (bool) {
        return _isPresigned(identity, hash);
    }

    /// @notice Whether an account presigned or signed an order.
    /// @custom:errors "invalid-signature-format"
    function verifyPresignatureOrSignature(address identity, bytes32 hash, bytes calldata signature)
        external
        view
        returns (bool)
    {
        return _isSigned(identity, hash, signature);
    }

    /// @notice How many tasks these orders would make a deal of, were they matched now.
    function computeDealVolume(
        AppOrder calldata app,
        DatasetOrder calldata dataset,
        WorkerpoolOrder calldata workerpool,
        RequestOrder calldata request
    ) external view returns (uint256) {
        OrderHashes memory hashes;
        hashes.app = Domain.digest(app.hash());
        if (dataset.dataset != address(0)) hashes.dataset = Domain.digest(dataset.hash());
        hashes.workerpool = Domain.digest(workerpool.hash());
        hashes.request = Domain.digest(request.hash());
        return _volume(hashes, app, dataset, workerpool, request);
    }

    /// @notice How much of an order is used up.
    function viewConsumed(bytes32 orderHash) external view returns (uint256 consumed) {
        return _orders[orderHash].consumed;
    }

    /// @notice Who presigned an order.
    function viewPresigned(bytes32 orderHash) external view returns (address signer) {
        return _orders[orderHash].presigner;
    }

    /// @dev Returns the order's typed-data hash.
    function _manage(
        address owner,
        bytes32 structHash,
        uint256 volume,
        OrderOperationEnum what,
        bytes32 operation,
        bytes calldata signature
    ) private returns (bytes32 hash) {
        require(
            msg.sender == owner || Signatures.isValid(owner, Domain.digest(operation), signature),
            "invalid-sender-or-signature"
        );
        hash = Domain.digest(structHash);
        if (what == OrderOperationEnum.SIGN) _orders[hash].presigner = owner;
        else _orders[hash].consumed = volume < ALL_CONSUMED ? uint64(volume) : ALL_CONSUMED;
    }
}
