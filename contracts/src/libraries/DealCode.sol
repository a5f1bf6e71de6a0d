// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Deal, Resource} from "../types/Views.sol";
import {CodeStore} from "./CodeStore.sol";
import {Narrow} from "./Narrow.sol";
import {Slice} from "./Slice.sol";
import {DealFields, StoredDeal} from "./StoredDeal.sol";

/// @title Deals as code: written once at the match, read by every task.
/// @dev Layout, in bytes: 00 (stop) · 1 flags · 32 request's hash · 5 startTime · 4 timeref · 4 category · 4 trust
/// · 4 botFirst · 4 botSize · 8 workerStake · 1 schedulerRewardRatio · 20 requester · 48 app · 48 workerpool · what the
/// flags announce: 48 dataset, 20 sponsor, 20 callback, 32 tag, 20 beneficiary, 20 TEE broker · params to the end. A
/// resource is 20 pointer · 20 owner · 8 price.
///
/// A deal is kept at the first 14 bytes of its id, so that a task can name it beside all else that changes in one slot.
/// Two ids with the same beginning cannot both be deals; making that happen to somebody takes 2¹¹² tries. Whether what
/// is found there is a deal is for `hub/OrderBook.sol` to say.
library DealCode {
    /// @notice Writes the deal of a request, of a category whose time unit is `timeref` seconds. The last task's index
    /// fits 32 bits.
    /// @param broker who authorises contributions made with an enclave; zero for the scheduler.
    function write(bytes32 dealid, Deal memory deal, bytes32 requestHash, uint256 timeref, address broker) internal {
        bytes memory fields = bytes.concat(_fixed(deal, requestHash, timeref, broker), _options(deal));
        if (broker != address(0)) fields = bytes.concat(fields, bytes20(broker));
        CodeStore.write(bytes14(dealid), bytes.concat(fields, bytes(deal.params)));
    }

    /// @notice The deal at a place, without its params; zeros if nothing is there.
    function load(bytes14 place) internal view returns (StoredDeal deal) {
        address location = CodeStore.addressOf(place);
        uint256 length = DealFields.MAX_FIXED_LENGTH;
        assembly ("memory-safe") {
            deal := mload(0x40)
            mstore(0x40, add(deal, and(add(length, 31), not(31))))
            extcodecopy(location, deal, 0, length)
        }
    }

    /// @notice The deal at a place, in full.
    function read(bytes14 place) internal view returns (Deal memory deal) {
        bytes memory code = CodeStore.read(place);
        StoredDeal stored;
        assembly ("memory-safe") {
            stored := add(code, 32)
        }
        _viewResource(deal.app, stored, DealFields.APP);
        if (stored.hasDataset()) _viewResource(deal.dataset, stored, DealFields.OPTIONS);
        _viewResource(deal.workerpool, stored, DealFields.WORKERPOOL);
        deal.trust = stored.trust();
        deal.category = stored.category();
        deal.tag = stored.tag();
        deal.requester = stored.requester();
        deal.beneficiary = stored.beneficiary();
        deal.callback = stored.callback();
        deal.startTime = stored.startTime();
        deal.botFirst = stored.botFirst();
        deal.botSize = stored.botSize();
        deal.workerStake = stored.workerStake();
        deal.schedulerRewardRatio = stored.schedulerRewardRatio();
        deal.sponsor = stored.sponsor();
        uint256 end = stored.fixedLength();
        deal.params = string(Slice.part(code, end, code.length - end));
    }

    function _viewResource(Resource memory resource, StoredDeal deal, uint256 offset) private pure {
        resource.pointer = deal.pointer(offset);
        resource.owner = deal.owner(offset);
        resource.price = deal.price(offset);
    }

    function _fixed(Deal memory deal, bytes32 requestHash, uint256 timeref, address broker)
        private
        pure
        returns (bytes memory)
    {
        uint256 flags = _flags(deal) | (broker == address(0) ? 0 : DealFields.HAS_BROKER);
        bytes memory numbers = abi.encodePacked(
            bytes1(0),
            uint8(flags),
            requestHash,
            uint40(deal.startTime),
            uint32(timeref),
            Narrow.to32(deal.category),
            Narrow.to32(deal.trust),
            uint32(deal.botFirst),
            uint32(deal.botSize),
            Narrow.to64(deal.workerStake),
            uint8(deal.schedulerRewardRatio)
        );
        return bytes.concat(numbers, bytes20(deal.requester), _resource(deal.app), _resource(deal.workerpool));
    }

    function _flags(Deal memory deal) private pure returns (uint256 flags) {
        if (deal.dataset.pointer != address(0)) flags |= DealFields.HAS_DATASET;
        if (deal.sponsor != deal.requester) flags |= DealFields.HAS_SPONSOR;
        if (deal.callback != address(0)) flags |= DealFields.HAS_CALLBACK;
        if (deal.tag != 0) flags |= DealFields.HAS_TAG;
        if (deal.beneficiary == address(0)) flags |= DealFields.NO_BENEFICIARY;
        else if (deal.beneficiary != deal.requester) flags |= DealFields.HAS_BENEFICIARY;
    }

    function _options(Deal memory deal) private pure returns (bytes memory options) {
        uint256 flags = _flags(deal);
        if (flags & DealFields.HAS_DATASET != 0) options = _resource(deal.dataset);
        if (flags & DealFields.HAS_SPONSOR != 0) options = bytes.concat(options, bytes20(deal.sponsor));
        if (flags & DealFields.HAS_CALLBACK != 0) options = bytes.concat(options, bytes20(deal.callback));
        if (flags & DealFields.HAS_TAG != 0) options = bytes.concat(options, deal.tag);
        if (flags & DealFields.HAS_BENEFICIARY != 0) options = bytes.concat(options, bytes20(deal.beneficiary));
    }

    function _resource(Resource memory resource) private pure returns (bytes memory) {
        return abi.encodePacked(resource.pointer, resource.owner, Narrow.to64(resource.price));
    }
}
