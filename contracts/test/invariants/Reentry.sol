// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TaskStatusEnum} from "../../src/types/Views.sol";
import {Reenterer} from "../support/Reenterer.sol";
import {Draft} from "./Drafts.sol";
import {Bargain} from "./Ghosts.sol";
import {Buying} from "./Buying.sol";
import {Failing} from "./Failing.sol";
import {Working} from "./Working.sol";

/// @title What a callback tries while a task completes: every verb on the task itself, and lawful calls elsewhere.
/// @dev The callback is one of the people, and may be the scheduler itself. It makes four calls: two that must fail,
/// then the claim of another task and a match, which are booked if they succeed. If it runs out of gas, none did.
abstract contract Reentry is Buying, Working, Failing {
    uint256 private _claimed;
    uint256 private _matched;

    function _plan(uint256 j, Bargain storage b) internal {
        if (b.callback != _wallet()) return;
        bytes[] memory calls = new bytes[](4);
        calls[0] = _unlawful(jobs[j].id, b);
        calls[1] = _unlawful(jobs[j].id, b);
        (, _claimed) = _find(TaskStatusEnum.ACTIVE);
        calls[2] = abi.encodeCall(hub.claim, (jobs[_claimed].id));
        _matched = drafts.length;
        Draft memory d = _draft();
        _agree(d);
        drafts.push(d);
        calls[3] =
            abi.encodeCall(hub.matchOrders, (d.orders.app, d.orders.dataset, d.orders.workerpool, d.orders.request));
        Reenterer(_wallet()).plan(calls);
    }

    /// @dev Books what the callback did.
    function _replay(Bargain storage b) internal {
        if (b.callback != _wallet()) return;
        bool[] memory done = Reenterer(_wallet()).succeeded();
        if (done.length == 0) return;
        assertTrue(!done[0] && !done[1], "there is nothing to steal");
        if (done[2]) {
            assertTrue(_mayClaim(_claimed), "a late task fails, from wherever");
            _settleFailure(_claimed);
        }
        if (done[3]) {
            Draft memory d = drafts[_matched];
            uint256 volume = _dealVolume(d);
            assertTrue(_mayMatch(d, d.orders.request.requester, volume), "orders match if all agree, from wherever");
            _dealt(d, d.orders.request.requester, volume);
        }
        if (done[2] || done[3]) ++succeeded[Reenterer.receiveResult.selector];
    }

    function _unlawful(bytes32 id, Bargain storage b) private returns (bytes memory) {
        bytes32 digest = _digest(0);
        uint256 kind = _roll(12);
        if (kind == 0) return abi.encodeCall(hub.finalize, (id, "", _result(0)));
        if (kind == 1) return abi.encodeCall(hub.claim, (id));
        if (kind == 2) return abi.encodeCall(hub.reveal, (id, digest));
        if (kind == 3) return abi.encodeCall(hub.reopen, (id));
        if (kind == 4) return abi.encodeCall(hub.initialize, (b.id, b.first));
        if (kind == 5) return abi.encodeCall(hub.contribute, (id, digest, digest, address(0), "", ""));
        if (kind == 6) {
            return abi.encodeCall(hub.contributeAndFinalize, (id, digest, "", _result(0), address(0), "", ""));
        }
        if (kind == 7) return abi.encodeCall(hub.withdraw, (type(uint64).max));
        if (kind == 8) return abi.encodeCall(hub.transferFrom, (b.payer, _wallet(), type(uint64).max));
        if (kind == 9) return abi.encodeCall(hub.receiveApproval, (people[0], 1, address(rlc), ""));
        if (kind == 10) return abi.encodeCall(hub.recover, ());
        return "";
    }
}
