// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Deal, Resource} from "../types/Views.sol";
import {Narrow} from "./Narrow.sol";

/// @dev A deal packed into bytes, in memory; the number is where its first byte is. In bytes: 00 (stop) · 1 flags
/// · 32 request's hash · 5 startTime · 4 timeref · 4 category · 4 trust · 4 botFirst · 4 botSize · 8 workerStake
/// · 1 schedulerRewardRatio · 20 requester · 48 app · 48 workerpool · what the flags announce: 48 dataset, 20 sponsor,
/// 20 callback, 32 tag, 20 beneficiary, 20 TEE broker · params to the end. A resource is 20 pointer · 20 owner · 8 price.
type StoredDeal is uint256;

using StoredDeals for StoredDeal global;

/// @title Packing deals, and reading their fields. Prices and stakes in nRLC, times in seconds.
/// @dev Calls on tasks read the few fields they need, which is far cheaper than making a `Deal` of them.
library StoredDeals {
    uint256 private constant FLAGS = 1;
    uint256 private constant REQUEST_HASH = 2;
    uint256 private constant START_TIME = 34;
    uint256 private constant TIMEREF = 39;
    uint256 private constant CATEGORY = 43;
    uint256 private constant TRUST = 47;
    uint256 private constant BOT_FIRST = 51;
    uint256 private constant BOT_SIZE = 55;
    uint256 private constant WORKER_STAKE = 59;
    uint256 private constant REWARD_RATIO = 67;
    uint256 private constant REQUESTER = 68;
    uint256 private constant APP = 88;
    uint256 private constant WORKERPOOL = 136;
    uint256 private constant OPTIONS = 184;
    uint256 private constant OWNER = 20; // in a resource
    uint256 private constant PRICE = 40; // in a resource

    uint256 private constant HAS_DATASET = 1;
    uint256 private constant HAS_SPONSOR = 2; // else the requester pays
    uint256 private constant HAS_CALLBACK = 4;
    uint256 private constant HAS_TAG = 8;
    uint256 private constant HAS_BENEFICIARY = 16; // else the requester benefits, or with the next flag nobody
    uint256 private constant NO_BENEFICIARY = 32;
    uint256 private constant HAS_BROKER = 64; // else, or without an enclave, the scheduler authorises contributions

    uint256 private constant RESOURCE_LENGTH = 48;
    uint256 private constant ADDRESS_LENGTH = 20;
    uint256 private constant TAG_LENGTH = 32;

    /// @notice The longest a deal can be without its params.
    uint256 internal constant MAX_FIXED_LENGTH = OPTIONS + RESOURCE_LENGTH + 4 * ADDRESS_LENGTH + TAG_LENGTH;

    /// @notice A deal as bytes, of a category whose time unit is `timeref_` seconds. The last task's index fits 32 bits.
    /// @param broker who authorises contributions made with an enclave; zero for the scheduler.
    function pack(Deal memory deal, bytes32 requestHash_, uint256 timeref_, address broker)
        internal
        pure
        returns (bytes memory)
    {
        uint256 flags = _flags(deal, broker);
        bytes memory numbers = abi.encodePacked(
            bytes1(0),
            uint8(flags),
            requestHash_,
            uint40(deal.startTime),
            uint32(timeref_),
            Narrow.to32(deal.category),
            Narrow.to32(deal.trust),
            uint32(deal.botFirst),
            uint32(deal.botSize),
            Narrow.to64(deal.workerStake),
            uint8(deal.schedulerRewardRatio)
        );
        bytes memory resources = bytes.concat(_pack(deal.app), _pack(deal.workerpool));
        bytes memory options = _packOptions(deal, flags, broker);
        return bytes.concat(numbers, bytes20(deal.requester), resources, options, bytes(deal.params));
    }

    /// @notice The typed-data hash of the request.
    function requestHash(StoredDeal deal) internal pure returns (bytes32) {
        return bytes32(_number(deal, REQUEST_HASH, 32));
    }

    /// @notice The deal's id: keccak256(request's hash, its consumed volume before the match).
    function id(StoredDeal deal) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(requestHash(deal), botFirst(deal)));
    }

    function startTime(StoredDeal deal) internal pure returns (uint256) {
        return _number(deal, START_TIME, 5);
    }

    /// @notice The time unit T of the deal's category.
    function timeref(StoredDeal deal) internal pure returns (uint256) {
        return _number(deal, TIMEREF, 4);
    }

    function category(StoredDeal deal) internal pure returns (uint256) {
        return _number(deal, CATEGORY, 4);
    }

    function trust(StoredDeal deal) internal pure returns (uint256) {
        return _number(deal, TRUST, 4);
    }

    function botFirst(StoredDeal deal) internal pure returns (uint256) {
        return _number(deal, BOT_FIRST, 4);
    }

    function botSize(StoredDeal deal) internal pure returns (uint256) {
        return _number(deal, BOT_SIZE, 4);
    }

    function workerStake(StoredDeal deal) internal pure returns (uint256) {
        return _number(deal, WORKER_STAKE, 8);
    }

    function schedulerRewardRatio(StoredDeal deal) internal pure returns (uint256) {
        return _number(deal, REWARD_RATIO, 1);
    }

    function requester(StoredDeal deal) internal pure returns (address) {
        return _address(deal, REQUESTER);
    }

    function app(StoredDeal deal) internal pure returns (Resource memory) {
        return _resource(deal, APP);
    }

    function appOwner(StoredDeal deal) internal pure returns (address) {
        return _address(deal, APP + OWNER);
    }

    function appPrice(StoredDeal deal) internal pure returns (uint256) {
        return _number(deal, APP + PRICE, 8);
    }

    function workerpool(StoredDeal deal) internal pure returns (Resource memory) {
        return _resource(deal, WORKERPOOL);
    }

    function pool(StoredDeal deal) internal pure returns (address) {
        return _address(deal, WORKERPOOL);
    }

    /// @notice The workerpool's owner when the orders were matched.
    function scheduler(StoredDeal deal) internal pure returns (address) {
        return _address(deal, WORKERPOOL + OWNER);
    }

    function poolPrice(StoredDeal deal) internal pure returns (uint256) {
        return _number(deal, WORKERPOOL + PRICE, 8);
    }

    /// @notice Zeros without a dataset.
    function dataset(StoredDeal deal) internal pure returns (Resource memory resource) {
        if (_has(deal, HAS_DATASET)) resource = _resource(deal, OPTIONS);
    }

    function datasetOwner(StoredDeal deal) internal pure returns (address) {
        return _has(deal, HAS_DATASET) ? _address(deal, OPTIONS + OWNER) : address(0);
    }

    function datasetPrice(StoredDeal deal) internal pure returns (uint256) {
        return _has(deal, HAS_DATASET) ? _number(deal, OPTIONS + PRICE, 8) : 0;
    }

    /// @notice Who pays.
    function sponsor(StoredDeal deal) internal pure returns (address) {
        return _has(deal, HAS_SPONSOR) ? _address(deal, _afterDataset(deal)) : requester(deal);
    }

    function callback(StoredDeal deal) internal pure returns (address) {
        return _has(deal, HAS_CALLBACK) ? _address(deal, _afterSponsor(deal)) : address(0);
    }

    function tag(StoredDeal deal) internal pure returns (bytes32) {
        return _has(deal, HAS_TAG) ? bytes32(_number(deal, _afterCallback(deal), TAG_LENGTH)) : bytes32(0);
    }

    function beneficiary(StoredDeal deal) internal pure returns (address) {
        if (_has(deal, NO_BENEFICIARY)) return address(0);
        return _has(deal, HAS_BENEFICIARY) ? _address(deal, _afterTag(deal)) : requester(deal);
    }

    /// @notice Who authorises contributions made with an enclave, in the scheduler's place; zero if the scheduler does.
    function teeBroker(StoredDeal deal) internal pure returns (address) {
        return _has(deal, HAS_BROKER) ? _address(deal, _afterBeneficiary(deal)) : address(0);
    }

    /// @notice Where the params begin.
    function fixedLength(StoredDeal deal) internal pure returns (uint256) {
        return _afterBeneficiary(deal) + (_has(deal, HAS_BROKER) ? ADDRESS_LENGTH : 0);
    }

    function _resource(StoredDeal deal, uint256 offset) private pure returns (Resource memory) {
        return Resource(_address(deal, offset), _address(deal, offset + OWNER), _number(deal, offset + PRICE, 8));
    }

    function _afterDataset(StoredDeal deal) private pure returns (uint256) {
        return OPTIONS + (_has(deal, HAS_DATASET) ? RESOURCE_LENGTH : 0);
    }

    function _afterSponsor(StoredDeal deal) private pure returns (uint256) {
        return _afterDataset(deal) + (_has(deal, HAS_SPONSOR) ? ADDRESS_LENGTH : 0);
    }

    function _afterCallback(StoredDeal deal) private pure returns (uint256) {
        return _afterSponsor(deal) + (_has(deal, HAS_CALLBACK) ? ADDRESS_LENGTH : 0);
    }

    function _afterTag(StoredDeal deal) private pure returns (uint256) {
        return _afterCallback(deal) + (_has(deal, HAS_TAG) ? TAG_LENGTH : 0);
    }

    function _afterBeneficiary(StoredDeal deal) private pure returns (uint256) {
        return _afterTag(deal) + (_has(deal, HAS_BENEFICIARY) ? ADDRESS_LENGTH : 0);
    }

    function _flags(Deal memory deal, address broker) private pure returns (uint256 flags) {
        if (deal.dataset.pointer != address(0)) flags |= HAS_DATASET;
        if (deal.sponsor != deal.requester) flags |= HAS_SPONSOR;
        if (deal.callback != address(0)) flags |= HAS_CALLBACK;
        if (deal.tag != 0) flags |= HAS_TAG;
        if (deal.beneficiary == address(0)) flags |= NO_BENEFICIARY;
        else if (deal.beneficiary != deal.requester) flags |= HAS_BENEFICIARY;
        if (broker != address(0)) flags |= HAS_BROKER;
    }

    function _packOptions(Deal memory deal, uint256 flags, address broker) private pure returns (bytes memory options) {
        if (flags & HAS_DATASET != 0) options = _pack(deal.dataset);
        if (flags & HAS_SPONSOR != 0) options = bytes.concat(options, bytes20(deal.sponsor));
        if (flags & HAS_CALLBACK != 0) options = bytes.concat(options, bytes20(deal.callback));
        if (flags & HAS_TAG != 0) options = bytes.concat(options, deal.tag);
        if (flags & HAS_BENEFICIARY != 0) options = bytes.concat(options, bytes20(deal.beneficiary));
        if (flags & HAS_BROKER != 0) options = bytes.concat(options, bytes20(broker));
    }

    function _pack(Resource memory resource) private pure returns (bytes memory) {
        return abi.encodePacked(resource.pointer, resource.owner, Narrow.to64(resource.price));
    }

    function _has(StoredDeal deal, uint256 flag) private pure returns (bool) {
        return _number(deal, FLAGS, 1) & flag != 0;
    }

    function _address(StoredDeal deal, uint256 offset) private pure returns (address) {
        return address(uint160(_number(deal, offset, 20)));
    }

    /// @dev The big-endian number in `size` bytes from `offset`.
    function _number(StoredDeal deal, uint256 offset, uint256 size) private pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(sub(256, shl(3, size)), mload(add(deal, offset)))
        }
    }
}
