// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {UnknownDeal} from "../types/Errors.sol";
import {Deal, Resource} from "../types/Views.sol";
import {CodeStore} from "./CodeStore.sol";
import {Narrow} from "./Narrow.sol";
import {Slice} from "./Slice.sol";
import {DealFields, StoredDeal} from "./StoredDeal.sol";

/// @title Deals as code: written once at the match, read by every task.
/// @dev Layout, in bytes: 00 (stop) · 1 flags · 18 rest of the id · 5 startTime · 4 timeref · 4 category · 4 trust
/// · 4 botFirst · 4 botSize · 8 workerStake · 1 schedulerRewardRatio · 20 requester · 48 app · 48 workerpool · what the
/// flags announce: 48 dataset, 20 sponsor, 20 callback, 32 tag, 20 beneficiary · params to the end. A resource is
/// 20 pointer · 20 owner · 8 price.
///
/// A deal is kept at the first 14 bytes of its id, so that a task can name it beside all else that changes in one
/// slot. Whoever comes with a whole id has the rest compared: another id with the same beginning is no deal. It cannot
/// be made one either, for its place is taken; making that happen to somebody takes 2¹¹² tries.
library DealCode {
    /// @notice Writes a deal of a category whose time unit is `timeref` seconds. The last task's index fits 32 bits.
    function write(bytes32 dealid, Deal memory deal, uint256 timeref) internal {
        CodeStore.write(bytes14(dealid), bytes.concat(_fixed(dealid, deal, timeref), _options(deal), bytes(deal.params)));
    }

    /// @notice The deal at the beginning of an id, which must have been written. Params are left out.
    function load(bytes14 place) internal view returns (StoredDeal deal) {
        address location = CodeStore.addressOf(place);
        uint256 length = DealFields.MAX_FIXED_LENGTH;
        assembly ("memory-safe") {
            deal := mload(0x40)
            mstore(0x40, add(deal, and(add(length, 31), not(31))))
            extcodecopy(location, deal, 0, length)
        }
    }

    /// @notice The deal of an id; reverts if there is none. Params are left out.
    function find(bytes32 dealid) internal view returns (StoredDeal deal) {
        deal = load(bytes14(dealid));
        if (!_is(deal, dealid)) revert UnknownDeal(dealid);
    }

    /// @notice The deal of an id in full; empty if there is none.
    function view_(bytes32 dealid) internal view returns (Deal memory deal) {
        bytes memory code = CodeStore.read(bytes14(dealid));
        if (code.length == 0) return deal;
        StoredDeal stored;
        assembly ("memory-safe") {
            stored := add(code, 32)
        }
        if (!_is(stored, dealid)) return deal;
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

    function _is(StoredDeal deal, bytes32 dealid) private pure returns (bool) {
        return deal.exists() && deal.idRest() == bytes18(dealid << 112);
    }

    function _viewResource(Resource memory resource, StoredDeal deal, uint256 offset) private pure {
        resource.pointer = deal.pointer(offset);
        resource.owner = deal.owner(offset);
        resource.price = deal.price(offset);
    }

    function _fixed(bytes32 dealid, Deal memory deal, uint256 timeref) private pure returns (bytes memory) {
        bytes memory numbers = abi.encodePacked(
            bytes1(0),
            _flags(deal),
            bytes18(dealid << 112),
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

    function _flags(Deal memory deal) private pure returns (uint8) {
        uint256 flags = DealFields.EXISTS;
        if (deal.dataset.pointer != address(0)) flags |= DealFields.HAS_DATASET;
        if (deal.sponsor != deal.requester) flags |= DealFields.HAS_SPONSOR;
        if (deal.callback != address(0)) flags |= DealFields.HAS_CALLBACK;
        if (deal.tag != 0) flags |= DealFields.HAS_TAG;
        if (deal.beneficiary == address(0)) flags |= DealFields.NO_BENEFICIARY;
        else if (deal.beneficiary != deal.requester) flags |= DealFields.HAS_BENEFICIARY;
        return uint8(flags);
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
