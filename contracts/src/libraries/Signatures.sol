// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1271} from "../interfaces/External.sol";

/// @title Who signed what: contracts (ERC-1271), accounts (65 bytes, or 64 by EIP-2098) and accounts that run a
/// contract's code (EIP-7702), for which either will do.
library Signatures {
    /// @dev secp256k1's order, halved: above it a signature is another one's mirror image.
    uint256 private constant MAX_S = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    /// @notice Whether `signature` over `hash` is `signer`'s. Address zero signs nothing.
    /// @dev Reverts with "invalid-signature-format" for an account's signature of another length. Keys are tried first:
    /// a contract has none, and looking whether there is code costs more than recovering a key's owner.
    function isValid(address signer, bytes32 hash, bytes calldata signature) internal view returns (bool) {
        if (signer == address(0)) return false;
        if (_recover(hash, signature) == signer) return true;
        if (signer.code.length != 0) return _isValidByContract(signer, hash, signature);
        require(signature.length == 65 || signature.length == 64, "invalid-signature-format");
        return false;
    }

    /// @notice Whether `signature` over a message of one 32-byte hash is `signer`'s. EIP-191.
    function isValidForMessage(address signer, bytes32 message, bytes calldata signature) internal view returns (bool) {
        return isValid(signer, keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n32", message)), signature);
    }

    function _isValidByContract(address signer, bytes32 hash, bytes calldata signature) private view returns (bool ok) {
        bytes memory data = abi.encodeCall(IERC1271.isValidSignature, (hash, signature));
        bytes4 magic = IERC1271.isValidSignature.selector;
        assembly ("memory-safe") {
            ok := staticcall(gas(), signer, add(data, 32), mload(data), 0, 32)
            ok := and(ok, and(gt(returndatasize(), 31), eq(mload(0), magic)))
        }
    }

    /// @dev Zero for what is no signature of a key.
    function _recover(bytes32 hash, bytes calldata signature) private pure returns (address) {
        bytes32 r;
        bytes32 s;
        uint8 v;
        if (signature.length == 65) {
            (r, s, v) = (bytes32(signature[:32]), bytes32(signature[32:64]), uint8(signature[64]));
        } else if (signature.length == 64) {
            r = bytes32(signature[:32]);
            uint256 vs = uint256(bytes32(signature[32:]));
            (s, v) = (bytes32(vs & ~(uint256(1) << 255)), uint8(vs >> 255) + 27);
        } else {
            return address(0);
        }
        return uint256(s) > MAX_S ? address(0) : ecrecover(hash, v, r, s);
    }
}
