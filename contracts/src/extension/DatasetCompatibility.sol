// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {OrderBook} from "../hub/OrderBook.sol";
import {IHubExtension} from "../interfaces/IHub.sol";
import {Domain} from "../libraries/Domain.sol";
import {OrderHash} from "../libraries/OrderHash.sol";
import {Restriction} from "../libraries/Restriction.sol";
import {TAG_TEE_FRAMEWORKS} from "../types/Constants.sol";
import {IncompatibleDatasetOrder} from "../types/Errors.sol";
import {DatasetOrder} from "../types/Orders.sol";
import {Deal} from "../types/Views.sol";

/// @title Datasets used by deals that were made without one (bulk processing).
abstract contract DatasetCompatibility is IHubExtension, OrderBook {
    using OrderHash for DatasetOrder;
    using Restriction for address;

    /// @notice Reverts with the first reason why a dataset order cannot be used with a deal. Consumes and pays nothing.
    /// @custom:errors IncompatibleDatasetOrder, "invalid-signature-format"
    function assertDatasetDealCompatibility(DatasetOrder calldata order, bytes32 dealid) external view {
        bytes32 hash = Domain.digest(order.hash());
        _expect(_remaining(hash, order.volume) != 0, "Dataset order is revoked or fully consumed");
        _expect(
            _isSigned(_ownerOf(_datasetRegistry, order.dataset), hash, order.sign), "Invalid dataset order signature"
        );
        Deal memory deal = _viewDeal(dealid);
        _expect(deal.requester != address(0), "Deal not found");
        _expect(deal.dataset.pointer == address(0), "Deal already has a dataset");
        _expect(order.apprestrict.accepts(deal.app.pointer), "App restriction not satisfied");
        _expect(order.workerpoolrestrict.accepts(deal.workerpool.pointer), "Workerpool restriction not satisfied");
        _expect(order.requesterrestrict.accepts(deal.requester), "Requester restriction not satisfied");
        _expect(order.tag & ~TAG_TEE_FRAMEWORKS & ~deal.tag == 0, "Tag compatibility not satisfied");
    }

    function _expect(bool condition, string memory reason) private pure {
        if (!condition) revert IncompatibleDatasetOrder(reason);
    }
}
