// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev The ways to misbehave when called.
enum Malice {
    REVERT,
    BURN_GAS,
    ANSWER_JUNK,
    ANSWER_TOO_LITTLE,
    REVERT_AT_LENGTH,
    ANSWER_AT_LENGTH,
    REENTER
}

/// @title A callback, signer or group that answers every call badly, and nothing as it should.
contract Hostile {
    Malice private immutable _malice;

    constructor(Malice malice) {
        _malice = malice;
    }

    fallback() external {
        Malice malice = _malice;
        if (malice == Malice.REENTER) _steal(msg.sender);
        assembly {
            switch malice
            case 0 { revert(0, 0) }
            case 1 { invalid() }
            case 2 { mstore(0, 2) }
            case 3 { return(0, 31) }
            case 4 { revert(0, 100000) }
            case 5 { return(0, 100000) }
            default { mstore(0, 3) }
            return(0, 32)
        }
    }

    function _steal(address hub) private {
        (bool ok,) = hub.call(abi.encodeWithSignature("withdraw(uint256)", 1));
        if (!ok) (ok,) = hub.call("");
    }
}

/// @dev Counts everyone among its members. ERC-734.
contract OpenGroup {
    function keyHasPurpose(bytes32, uint256 purpose) external pure returns (bool) {
        return purpose == 4;
    }
}
