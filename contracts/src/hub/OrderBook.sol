// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRegistry} from "../interfaces/Registries.sol";
import {DealCode} from "../libraries/DealCode.sol";
import {Signatures} from "../libraries/Signatures.sol";
import {StoredDeal} from "../libraries/StoredDeal.sol";
import {UnknownDeal} from "../types/Errors.sol";
import {AppOrder, DatasetOrder, RequestOrder, WorkerpoolOrder} from "../types/Orders.sol";
import {Deal} from "../types/Views.sol";
import {HubStorage} from "./HubStorage.sol";

/// @dev The typed-data hashes of a match's orders; `dataset` is zero without a dataset.
struct OrderHashes {
    bytes32 app;
    bytes32 dataset;
    bytes32 workerpool;
    bytes32 request;
}

/// @title What the hub knows of orders: whether they are signed, and how much of them is left.
abstract contract OrderBook is HubStorage {
    /// @dev An order closed whose volume is beyond counting.
    uint64 internal constant ALL_CONSUMED = type(uint64).max;

    function _isPresigned(address signer, bytes32 orderHash) internal view returns (bool) {
        return signer != address(0) && _orders[orderHash].presigner == signer;
    }

    function _isSigned(address signer, bytes32 orderHash, bytes calldata signature) internal view returns (bool) {
        return _isPresigned(signer, orderHash) || Signatures.isValid(signer, orderHash, signature);
    }

    /// @notice How many of an order's `volume` tasks are left.
    function _remaining(bytes32 orderHash, uint256 volume) internal view returns (uint256) {
        uint256 consumed = _orders[orderHash].consumed;
        return consumed == ALL_CONSUMED || consumed >= volume ? 0 : volume - consumed;
    }

    /// @notice The owner of an asset; zero if the registry does not know it.
    function _ownerOf(address registry, address entry) internal view returns (address) {
        return IRegistry(registry).ownerOfEntry(entry);
    }

    /// @dev The deal of an id; reverts if there is none. Code at its place is not enough: who tries 2⁸⁰ ids and as many
    /// contracts finds one of each at the same address. Only an id of a request that was really matched so far counts,
    /// and of these there are too few to find such a pair.
    function _findDeal(bytes32 dealid) internal view returns (StoredDeal deal) {
        deal = DealCode.load(bytes14(dealid));
        if (!_isDeal(deal, dealid)) revert UnknownDeal(dealid);
    }

    /// @dev The deal of an id in full; empty if there is none.
    function _viewDeal(bytes32 dealid) internal view returns (Deal memory deal) {
        if (_isDeal(DealCode.load(bytes14(dealid)), dealid)) deal = DealCode.read(bytes14(dealid));
    }

    function _isDeal(StoredDeal deal, bytes32 dealid) private view returns (bool) {
        return deal.id() == dealid && deal.botFirst() < _orders[deal.requestHash()].matched;
    }

    /// @notice How many tasks these orders would make a deal of.
    function _volume(
        OrderHashes memory hashes,
        AppOrder calldata app,
        DatasetOrder calldata dataset,
        WorkerpoolOrder calldata workerpool,
        RequestOrder calldata request
    ) internal view returns (uint256 volume) {
        volume = _remaining(hashes.app, app.volume);
        if (hashes.dataset != 0) volume = _min(volume, _remaining(hashes.dataset, dataset.volume));
        volume = _min(volume, _remaining(hashes.workerpool, workerpool.volume));
        volume = _min(volume, _remaining(hashes.request, request.volume));
    }

    function _min(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }
}
