// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {UnknownDeal} from "../types/Errors.sol";
import {Deal, Resource} from "../types/Views.sol";
import {CodeStore} from "./CodeStore.sol";
import {Narrow} from "./Narrow.sol";
import {Slice} from "./Slice.sol";

/// @title Deals as code: written once at the match, read by every task.
/// @dev Layout, in bytes: 00 (stop) · 1 flags · 5 startTime · 4 timeref · 4 category · 4 trust · 8 botFirst · 8 botSize
/// · 8 workerStake · 1 schedulerRewardRatio · 20 requester · 48 app · 48 workerpool · what the flags announce, in the
/// order of the flags · params to the end. A resource is 20 pointer · 20 owner · 8 price.
library DealCode {
    uint256 private constant FIXED_LENGTH = 160;
    uint8 private constant HAS_DATASET = 1;
    uint8 private constant HAS_SPONSOR = 2; // else the requester pays
    uint8 private constant HAS_BENEFICIARY = 4; // else the requester benefits, or with the next flag nobody
    uint8 private constant NO_BENEFICIARY = 8;
    uint8 private constant HAS_CALLBACK = 16;
    uint8 private constant HAS_TAG = 32;

    /// @notice Writes a deal of a category whose time unit is `timeref` seconds.
    function write(bytes32 dealid, Deal memory deal, uint256 timeref) internal {
        CodeStore.write(dealid, encode(deal, timeref));
    }

    /// @notice Reads a deal and its time unit in seconds; reverts if there is none.
    function read(bytes32 dealid) internal view returns (Deal memory deal, uint256 timeref) {
        bytes memory code = CodeStore.read(dealid);
        if (code.length == 0) revert UnknownDeal(dealid);
        return decode(code);
    }

    /// @notice Reads a deal; empty if there is none.
    function peek(bytes32 dealid) internal view returns (Deal memory deal) {
        bytes memory code = CodeStore.read(dealid);
        if (code.length != 0) (deal,) = decode(code);
    }

    function encode(Deal memory deal, uint256 timeref) internal pure returns (bytes memory) {
        bytes memory numbers = abi.encodePacked(
            bytes1(0),
            _flags(deal),
            uint40(deal.startTime),
            uint32(timeref),
            Narrow.to32(deal.category),
            Narrow.to32(deal.trust),
            Narrow.to64(deal.botFirst),
            Narrow.to64(deal.botSize),
            Narrow.to64(deal.workerStake),
            uint8(deal.schedulerRewardRatio)
        );
        return bytes.concat(
            numbers,
            bytes20(deal.requester),
            _resource(deal.app),
            _resource(deal.workerpool),
            _options(deal),
            bytes(deal.params)
        );
    }

    function decode(bytes memory code) internal pure returns (Deal memory deal, uint256 timeref) {
        deal.startTime = Slice.number(code, 2, 5);
        timeref = Slice.number(code, 7, 4);
        deal.category = Slice.number(code, 11, 4);
        deal.trust = Slice.number(code, 15, 4);
        deal.botFirst = Slice.number(code, 19, 8);
        deal.botSize = Slice.number(code, 27, 8);
        deal.workerStake = Slice.number(code, 35, 8);
        deal.schedulerRewardRatio = Slice.number(code, 43, 1);
        deal.requester = Slice.addressAt(code, 44);
        _readResource(deal.app, code, 64);
        _readResource(deal.workerpool, code, 112);
        uint256 end = _readOptions(deal, code);
        deal.params = string(Slice.part(code, end, code.length - end));
    }

    function _flags(Deal memory deal) private pure returns (uint8 flags) {
        if (deal.dataset.pointer != address(0)) flags |= HAS_DATASET;
        if (deal.sponsor != deal.requester) flags |= HAS_SPONSOR;
        if (deal.beneficiary == address(0)) flags |= NO_BENEFICIARY;
        else if (deal.beneficiary != deal.requester) flags |= HAS_BENEFICIARY;
        if (deal.callback != address(0)) flags |= HAS_CALLBACK;
        if (deal.tag != 0) flags |= HAS_TAG;
    }

    function _options(Deal memory deal) private pure returns (bytes memory options) {
        uint8 flags = _flags(deal);
        if (flags & HAS_DATASET != 0) options = _resource(deal.dataset);
        if (flags & HAS_SPONSOR != 0) options = bytes.concat(options, bytes20(deal.sponsor));
        if (flags & HAS_BENEFICIARY != 0) options = bytes.concat(options, bytes20(deal.beneficiary));
        if (flags & HAS_CALLBACK != 0) options = bytes.concat(options, bytes20(deal.callback));
        if (flags & HAS_TAG != 0) options = bytes.concat(options, deal.tag);
    }

    function _readOptions(Deal memory deal, bytes memory code) private pure returns (uint256 offset) {
        uint256 flags = Slice.number(code, 1, 1);
        offset = FIXED_LENGTH;
        if (flags & HAS_DATASET != 0) {
            _readResource(deal.dataset, code, offset);
            offset += 48;
        }
        deal.sponsor = deal.requester;
        if (flags & HAS_SPONSOR != 0) {
            deal.sponsor = Slice.addressAt(code, offset);
            offset += 20;
        }
        if (flags & NO_BENEFICIARY == 0) deal.beneficiary = deal.requester;
        if (flags & HAS_BENEFICIARY != 0) {
            deal.beneficiary = Slice.addressAt(code, offset);
            offset += 20;
        }
        if (flags & HAS_CALLBACK != 0) {
            deal.callback = Slice.addressAt(code, offset);
            offset += 20;
        }
        if (flags & HAS_TAG != 0) {
            deal.tag = bytes32(Slice.number(code, offset, 32));
            offset += 32;
        }
    }

    function _resource(Resource memory resource) private pure returns (bytes memory) {
        return abi.encodePacked(resource.pointer, resource.owner, Narrow.to64(resource.price));
    }

    function _readResource(Resource memory resource, bytes memory code, uint256 offset) private pure {
        resource.pointer = Slice.addressAt(code, offset);
        resource.owner = Slice.addressAt(code, offset + 20);
        resource.price = Slice.number(code, offset + 40, 8);
    }
}
