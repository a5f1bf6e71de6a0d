// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IHub} from "../../src/interfaces/IHub.sol";
import {HostileToken, Mood} from "../support/HostileToken.sol";
import {Test} from "../support/Test.sol";
import {TokenActors} from "./TokenActors.sol";

/// @title What the hub promises whatever its token does: deposits add up, and nobody's is touched by another's call.
/// @dev It does not promise more than the token keeps: of a token that takes fees, the fees are missing.
contract HostileTokenTest is Test {
    uint256 private constant FUNDS = 1e12;
    TokenActors private _actors;
    IHub private _hub;
    HostileToken private _token;

    function setUp() public {
        _actors = new TokenActors();
        (_hub, _token) = (_actors.hub(), _actors.token());
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_actors);
    }

    function invariant_deposits_are_backed_but_for_fees() public view {
        uint256 sum;
        for (uint256 i; i < 4; ++i) {
            sum += _hub.balanceOf(_actors.savers(i));
        }
        assertEq(sum, _hub.totalSupply(), "every deposit is somebody's");
        uint256 held = _token.balanceOf(address(_hub));
        assertTrue(held <= sum && held + _token.fees() >= sum, "every deposit is backed, but for fees");
    }

    function invariant_the_honest_keep_what_they_saved() public view {
        for (uint256 i; i < 2; ++i) {
            address saver = _actors.savers(i);
            assertEq(_hub.balanceOf(saver), uint256(_actors.saved(saver)), "nobody else touched it");
        }
    }

    function invariant_the_thief_is_no_richer() public view {
        uint256 wealth;
        for (uint256 i = 2; i < 4; ++i) {
            address thief = _actors.savers(i);
            wealth += _hub.balanceOf(thief) + _token.balanceOf(thief);
        }
        assertTrue(wealth <= FUNDS && wealth + _token.fees() >= FUNDS, "what the thief had, less fees");
    }

    /// @dev Any order of calls, the same each time: every mood but the refusing ones lets calls succeed.
    function test_every_mood_is_met() public {
        for (uint256 i; i < 600; ++i) {
            uint256 seed = uint256(keccak256(abi.encode(i)));
            if (i % 6 == 0) _actors.setMood(seed, seed >> 8);
            else if (i % 3 == 0) _actors.withdraw(seed, seed >> 8);
            else if (i % 3 == 1) _actors.deposit(seed, seed >> 4, seed >> 8);
            else _actors.give(seed, seed >> 4, seed >> 8);
        }
        for (uint256 i; i < 5; ++i) {
            assertTrue(_actors.succeeded(Mood(i)) > 5, "met");
        }
    }
}
