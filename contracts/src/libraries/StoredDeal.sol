// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev A deal's code in memory, as `libraries/DealCode.sol` lays it out; the number is where its first byte is.
/// Calls on tasks read the few fields they need out of it, which is far cheaper than making a `Deal` of it.
type StoredDeal is uint256;

using DealFields for StoredDeal global;

/// @title The fields of a stored deal. Prices and stakes in nRLC, times in seconds.
library DealFields {
    uint256 internal constant HAS_DATASET = 1;
    uint256 internal constant HAS_SPONSOR = 2; // else the requester pays
    uint256 internal constant HAS_CALLBACK = 4;
    uint256 internal constant HAS_TAG = 8;
    uint256 internal constant HAS_BENEFICIARY = 16; // else the requester benefits, or with the next flag nobody
    uint256 internal constant NO_BENEFICIARY = 32;
    uint256 internal constant HAS_BROKER = 64; // else, or without an enclave, the scheduler authorises contributions

    uint256 internal constant APP = 88;
    uint256 internal constant WORKERPOOL = 136;
    uint256 internal constant OPTIONS = 184;

    uint256 private constant RESOURCE_LENGTH = 48;
    uint256 private constant ADDRESS_LENGTH = 20;
    uint256 private constant TAG_LENGTH = 32;

    /// @notice The longest a deal can be without its params.
    uint256 internal constant MAX_FIXED_LENGTH = OPTIONS + RESOURCE_LENGTH + 4 * ADDRESS_LENGTH + TAG_LENGTH;

    /// @notice The typed-data hash of the request.
    function requestHash(StoredDeal deal) internal pure returns (bytes32) {
        return bytes32(_number(deal, 2, 32));
    }

    /// @notice The deal's id: keccak256(request's hash, its consumed volume before the match).
    function id(StoredDeal deal) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(requestHash(deal), botFirst(deal)));
    }

    function startTime(StoredDeal deal) internal pure returns (uint256) {
        return _number(deal, 34, 5);
    }

    /// @notice The time unit T of the deal's category.
    function timeref(StoredDeal deal) internal pure returns (uint256) {
        return _number(deal, 39, 4);
    }

    function category(StoredDeal deal) internal pure returns (uint256) {
        return _number(deal, 43, 4);
    }

    function trust(StoredDeal deal) internal pure returns (uint256) {
        return _number(deal, 47, 4);
    }

    function botFirst(StoredDeal deal) internal pure returns (uint256) {
        return _number(deal, 51, 4);
    }

    function botSize(StoredDeal deal) internal pure returns (uint256) {
        return _number(deal, 55, 4);
    }

    function workerStake(StoredDeal deal) internal pure returns (uint256) {
        return _number(deal, 59, 8);
    }

    function schedulerRewardRatio(StoredDeal deal) internal pure returns (uint256) {
        return _number(deal, 67, 1);
    }

    function requester(StoredDeal deal) internal pure returns (address) {
        return _address(deal, 68);
    }

    function appPrice(StoredDeal deal) internal pure returns (uint256) {
        return price(deal, APP);
    }

    function appOwner(StoredDeal deal) internal pure returns (address) {
        return owner(deal, APP);
    }

    function poolPrice(StoredDeal deal) internal pure returns (uint256) {
        return price(deal, WORKERPOOL);
    }

    /// @notice The workerpool's owner when the orders were matched.
    function scheduler(StoredDeal deal) internal pure returns (address) {
        return owner(deal, WORKERPOOL);
    }

    function hasDataset(StoredDeal deal) internal pure returns (bool) {
        return _has(deal, HAS_DATASET);
    }

    function datasetPrice(StoredDeal deal) internal pure returns (uint256) {
        return hasDataset(deal) ? price(deal, OPTIONS) : 0;
    }

    function datasetOwner(StoredDeal deal) internal pure returns (address) {
        return hasDataset(deal) ? owner(deal, OPTIONS) : address(0);
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

    // Of the resource at an offset: APP, WORKERPOOL, or OPTIONS for the dataset.

    function pointer(StoredDeal deal, uint256 offset) internal pure returns (address) {
        return _address(deal, offset);
    }

    function owner(StoredDeal deal, uint256 offset) internal pure returns (address) {
        return _address(deal, offset + 20);
    }

    function price(StoredDeal deal, uint256 offset) internal pure returns (uint256) {
        return _number(deal, offset + 40, 8);
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

    function _has(StoredDeal deal, uint256 flag) private pure returns (bool) {
        return _number(deal, 1, 1) & flag != 0;
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
