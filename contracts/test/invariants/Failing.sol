// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TaskStatusEnum} from "../../src/types/Views.sol";
import {Bargain} from "./Ghosts.sol";
import {Settling} from "./Settling.sol";

/// @title Tasks fail: one by one, several at once, and unopened.
abstract contract Failing is Settling {
    /// @dev Once the task's time is over, if need be.
    function claim(uint256 seed) external verb(seed) {
        (bool found, uint256 j) = _find(_roll(2) == 0 ? TaskStatusEnum.REVEALING : TaskStatusEnum.ACTIVE);
        if (!found) return;
        if (!_mayClaim(j)) _wait(bargains[jobs[j].bargain]);
        bool may = _mayClaim(j);
        if (_roll(2) == 0) {
            assertTrue(_call(_somebody(), abi.encodeCall(hub.claim, (jobs[j].id))) == may, "a late task fails");
            if (may) _settleFailure(j);
        } else {
            _claimTwo(j, _roll(jobs.length), may);
        }
        _checkScores();
    }

    /// @dev Opens what is left of a deal that is over, and ends it.
    function claimUnopened(uint256 seed) external verb(seed) {
        if (bargains.length == 0) return;
        uint256 b = _unopened();
        Bargain storage bargain = bargains[b];
        uint256 count = bargain.size - bargain.opened;
        if (count == 0) return;
        _wait(bargain);
        bytes32[] memory ids = new bytes32[](count);
        uint256[] memory idxs = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            (ids[i], idxs[i]) = (bargain.id, bargain.first + bargain.opened + i);
        }
        bool may = now_ >= _finalDeadline(bargain);
        bool ok = _call(_somebody(), abi.encodeCall(hub.initializeAndClaimArray, (ids, idxs)));
        assertTrue(ok == may, "late tasks fail unopened");
        for (uint256 i; may && i < count; ++i) {
            _settleFailure(_open(b));
        }
    }

    function _mayClaim(uint256 j) internal view returns (bool) {
        TaskStatusEnum status = jobs[j].status;
        return (status == TaskStatusEnum.ACTIVE || status == TaskStatusEnum.REVEALING)
            && now_ >= _finalDeadline(bargains[jobs[j].bargain]);
    }

    /// @dev Sometimes until the deal is over, or a second before; seldom if that is long after all others.
    function _wait(Bargain storage b) private {
        if (now_ < _finalDeadline(b) && _roll(b.timeref > 4 * T ? 40 : 4) == 0) _pass(_finalDeadline(b) - _roll(2));
    }

    function _claimTwo(uint256 j, uint256 k, bool may) private {
        may = may && j != k && _mayClaim(k);
        bytes32[] memory ids = new bytes32[](2);
        (ids[0], ids[1]) = (jobs[j].id, jobs[k].id);
        assertTrue(_call(_somebody(), abi.encodeCall(hub.claimArray, (ids))) == may, "late tasks fail together");
        if (!may) return;
        _settleFailure(j);
        _settleFailure(k);
    }
}
