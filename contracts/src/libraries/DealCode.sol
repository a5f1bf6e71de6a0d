// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Deal} from "../types/Views.sol";
import {CodeStore} from "./CodeStore.sol";
import {Slice} from "./Slice.sol";
import {StoredDeal, StoredDeals} from "./StoredDeal.sol";

/// @title Deals as code: written once at the match, read by every task. `StoredDeal.sol` has the layout.
/// @dev A deal is kept at the first 14 bytes of its id, so that a task can name it beside all else that changes in one slot.
/// Two ids with the same beginning cannot both be deals; making that happen to somebody takes 2¹¹² tries. Whether what
/// is found there is a deal is for `hub/OrderBook.sol` to say.
library DealCode {
    /// @notice Writes the deal of a request, with the arguments of `StoredDeals.pack`.
    function write(bytes32 dealid, Deal memory deal, bytes32 requestHash, uint256 timeref, address broker) internal {
        CodeStore.write(bytes14(dealid), StoredDeals.pack(deal, requestHash, timeref, broker));
    }

    /// @notice The deal at a place, without its params; zeros if nothing is there.
    function load(bytes14 place) internal view returns (StoredDeal deal) {
        address location = CodeStore.addressOf(place);
        uint256 length = StoredDeals.MAX_FIXED_LENGTH;
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
        deal.app = stored.app();
        deal.dataset = stored.dataset();
        deal.workerpool = stored.workerpool();
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
}
