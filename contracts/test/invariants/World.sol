// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Hostile, Malice, OpenGroup} from "../support/Hostile.sol";
import {Network} from "../support/Network.sol";
import {Reenterer} from "../support/Reenterer.sol";

/// @title People of every kind who may each be anything, several assets of each kind, time, and dice.
abstract contract World is Network {
    /// @dev The first of `people` work more than the others; the last is a contract that signs, and that calls back when
    /// it receives a result.
    uint256 internal constant WORKERS = 10;
    address[] internal people;
    /// @dev Zero for contracts.
    mapping(address person => uint256) internal keyOf;

    address[] internal appList;
    address[] internal datasetList;
    address[] internal poolList;
    address[] internal hostiles;
    address internal openGroup;
    uint256[] internal timerefs;
    uint256 internal now_ = START;
    uint256 private _dice;

    /// @notice How often each function succeeded.
    mapping(bytes4 selector => uint256) public succeeded;

    function setUp() public virtual override {
        super.setUp();
        for (uint256 i; i < WORKERS; ++i) {
            _join(WORKER + i, i >= 5);
        }
        _join(APP_OWNER, true);
        _join(DATASET_OWNER, true);
        _join(SCHEDULER, false);
        _join(REQUESTER, false);
        _join(SPONSOR, false);
        address wallet = address(new Reenterer());
        people.push(wallet);
        _fund(wallet);
        openGroup = address(new OpenGroup());
        for (uint256 i; i <= uint256(type(Malice).max); ++i) {
            hostiles.push(address(new Hostile(Malice(i))));
        }
        _createAssets(wallet);
        timerefs = [T, 4 * T, 120 * T];
        hub.createCategory("S", "twenty minutes", timerefs[1]);
        hub.createCategory("XL", "ten hours", timerefs[2]);
    }

    /// @dev A number below `sides`.
    function _roll(uint256 sides) internal returns (uint256) {
        _dice = uint256(keccak256(abi.encode(_dice)));
        return _dice % sides;
    }

    function _setDice(uint256 seed) internal {
        _dice = seed;
    }

    function _somebody() internal returns (address) {
        return people[_roll(people.length)];
    }

    function _pass(uint256 time) internal {
        now_ = time;
        vm.warp(time);
    }

    /// @dev Calls the hub. Hostile contracts burn what gas they get, which must leave enough to go on.
    function _call(address who, bytes memory data) internal returns (bool ok) {
        vm.prank(who);
        (ok,) = address(hub).call{gas: 30_000_000}(data);
        if (ok) ++succeeded[bytes4(data)];
    }

    /// @dev A signature by whoever signs, keys or contracts; nothing by who does not.
    function _signatureOf(address signer, bytes32 digest) internal returns (bytes memory) {
        if (keyOf[signer] != 0) return _signature(keyOf[signer], digest);
        if (signer == _wallet()) Reenterer(signer).sign(digest);
        return new bytes(65);
    }

    function _wallet() internal view returns (address) {
        return people[people.length - 1];
    }

    function _messageSignatureOf(address signer, bytes32 message) internal returns (bytes memory) {
        return _signatureOf(signer, keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n32", message)));
    }

    function _join(uint256 key, bool fund) private {
        address person = vm.addr(key);
        keyOf[person] = key;
        people.push(person);
        if (fund) _fund(person);
        rlc.transfer(person, FUNDS);
        vm.prank(person);
        rlc.approve(address(hub), type(uint256).max);
    }

    function _createAssets(address wallet) private {
        appList =
            [app, apps.createApp(people[0], "second", "", "", 0, ""), apps.createApp(wallet, "third", "", "", 0, "")];
        datasetList = [dataset, datasets.createDataset(people[1], "second", "", 0)];
        poolList = [
            workerpool, workerpools.createWorkerpool(people[2], "second"), workerpools.createWorkerpool(wallet, "third")
        ];
    }
}
