// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IHub, IHubMain} from "../../src/interfaces/IHub.sol";
import {HostileToken, Mood} from "../support/HostileToken.sol";
import {Test} from "../support/Test.sol";
import {Thief} from "../support/Thief.sol";

/// @title A hub on a hostile token: two who save, and a thief with an accomplice.
contract TokenActors is Test {
    uint256 private constant FUNDS = 1e12;
    HostileToken public token = new HostileToken();
    IHub public hub;
    address[4] public savers = [address(0xA11), address(0xB0B), address(0), address(0xACC)];
    /// @notice What each saver put in, less what it took out and gave away.
    mapping(address saver => int256) public saved;
    /// @notice How often a call succeeded in each mood.
    mapping(Mood mood => uint256) public succeeded;

    constructor() {
        hub = IHub(_create("Hub.sol:Hub", abi.encode(_create("HubExtension.sol:HubExtension", ""))));
        hub.configure(address(token), "", "", 9, address(1), address(2), address(3), address(0));
        savers[2] = address(new Thief(hub, savers[3]));
        for (uint256 i; i < 3; ++i) {
            token.mint(savers[i], FUNDS);
        }
    }

    function setMood(uint256 mood, uint256 amount) external {
        token.set(Mood(mood % 5), Thief(savers[2]));
        Thief(savers[2]).prepare(amount % (FUNDS / 4));
    }

    function deposit(uint256 who, uint256 target, uint256 amount) external {
        address saver = savers[who % 3];
        address for_ = _owned(who % 3, target);
        amount %= FUNDS / 4;
        if (_call(saver, abi.encodeCall(IHubMain.depositFor, (amount, for_)))) saved[for_] += int256(amount);
    }

    function withdraw(uint256 who, uint256 amount) external {
        address saver = savers[who % 4];
        amount %= FUNDS / 4;
        if (_call(saver, abi.encodeCall(IHubMain.withdraw, (amount)))) saved[saver] -= int256(amount);
    }

    function give(uint256 who, uint256 target, uint256 amount) external {
        address saver = savers[who % 4];
        address to = _owned(who % 4, target);
        amount %= FUNDS / 4;
        if (!_call(saver, abi.encodeCall(IHubMain.transfer, (to, amount)))) return;
        saved[saver] -= int256(amount);
        saved[to] += int256(amount);
    }

    /// @dev The honest save for each other, the thieves for each other.
    function _owned(uint256 who, uint256 target) private view returns (address) {
        return savers[who / 2 * 2 + target % 2];
    }

    /// @dev A token that refuses stops whatever needs it.
    function _call(address who, bytes memory data) private returns (bool ok) {
        Mood mood = token.mood();
        vm.prank(who);
        (ok,) = address(hub).call(data);
        if (ok) ++succeeded[mood];
        bool refuses = mood == Mood.ANSWER_FALSE || mood == Mood.REVERT;
        assertTrue(!ok || !refuses || bytes4(data) == IHubMain.transfer.selector, "nothing happens without the token");
    }
}
