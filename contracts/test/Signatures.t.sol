// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BrokenWallet, Wallet} from "./support/Contracts.sol";
import {Hostile, Malice} from "./support/Hostile.sol";
import {Network, Orders} from "./support/Network.sol";

contract SignaturesTest is Network {
    bytes32 private constant HASH = keccak256("signed");
    uint256 private constant N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    function test_accepts_65_bytes() public view {
        assertTrue(hub.verifySignature(requester, HASH, _signature(REQUESTER, HASH)), "right");
        assertTrue(!hub.verifySignature(sponsor, HASH, _signature(REQUESTER, HASH)), "another's");
        assertTrue(!hub.verifySignature(requester, keccak256("other"), _signature(REQUESTER, HASH)), "other data");
    }

    function test_accepts_64_bytes() public view {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(REQUESTER, HASH);
        bytes32 vs = s | bytes32(uint256(v - 27) << 255);
        assertTrue(hub.verifySignature(requester, HASH, abi.encodePacked(r, vs)), "EIP-2098");
    }

    function test_refuses_the_mirror_image() public view {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(REQUESTER, HASH);
        bytes memory mirrored = abi.encodePacked(r, bytes32(N - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        assertTrue(!hub.verifySignature(requester, HASH, mirrored), "high s");
    }

    function test_refuses_other_lengths() public {
        bytes memory short = new bytes(63);
        vm.expectRevert(_error("invalid-signature-format"));
        hub.verifySignature(requester, HASH, short);
        vm.expectRevert(_error("invalid-signature-format"));
        hub.verifySignature(requester, HASH, "");
    }

    function test_nobody_signs_nothing() public view {
        assertTrue(!hub.verifySignature(address(0), HASH, new bytes(65)), "junk");
        assertTrue(!hub.verifyPresignature(address(0), HASH), "presignature");
        assertTrue(!hub.verifyPresignatureOrSignature(address(0), HASH, new bytes(65)), "either");
    }

    function test_asks_contracts() public {
        Wallet wallet = new Wallet();
        assertTrue(!hub.verifySignature(address(wallet), HASH, ""), "not yet");
        wallet.sign(HASH);
        assertTrue(hub.verifySignature(address(wallet), HASH, ""), "ERC-1271");
        assertTrue(!hub.verifySignature(address(new BrokenWallet()), HASH, ""), "reverts");
        assertTrue(!hub.verifySignature(address(rlc), HASH, _signature(REQUESTER, HASH)), "no wallet");
    }

    function test_accepts_either_of_delegated_accounts() public {
        Wallet code = new Wallet();
        vm.etch(requester, abi.encodePacked(hex"ef0100", address(code)));
        assertTrue(hub.verifySignature(requester, HASH, _signature(REQUESTER, HASH)), "EIP-7702: its own key");
        assertTrue(!hub.verifySignature(requester, HASH, _signature(SPONSOR, HASH)), "another key");
        Wallet(requester).sign(HASH);
        assertTrue(hub.verifySignature(requester, HASH, ""), "its code");
    }

    function test_contracts_request_and_own_assets() public {
        Wallet wallet = new Wallet();
        _fund(address(wallet));
        Orders memory o = _orders();
        o.request.requester = address(wallet);
        o.request.app = o.app.app = apps.createApp(address(wallet), "by wallet", "DOCKER", "", 0, "");
        _sign(o);
        wallet.sign(_hash(o.request));
        wallet.sign(_hash(o.app));
        _match(o);
        assertEq(_lockedOf(address(wallet)), TASK_PRICE, "locked");
    }

    function testFuzz_accepts_every_keys_signature(uint256 key, bytes32 hash) public view {
        key = key % (N - 1) + 1;
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, hash);
        assertTrue(hub.verifySignature(vm.addr(key), hash, abi.encodePacked(r, s, v)), "65 bytes");
        bytes32 vs = s | bytes32(uint256(v - 27) << 255);
        assertTrue(hub.verifySignature(vm.addr(key), hash, abi.encodePacked(r, vs)), "64 bytes");
    }

    function testFuzz_junk_is_nobodys_signature(address identity, bytes32 hash, bytes32 r, bytes32 s, uint8 v)
        public
        view
    {
        bytes memory junk = abi.encodePacked(r, s, v);
        assertTrue(!hub.verifySignature(identity, hash, junk), "65 bytes");
        assertTrue(!hub.verifyPresignatureOrSignature(identity, hash, junk), "nor presigned");
        assertTrue(!hub.verifyPresignature(identity, hash), "nor presigned alone");
    }

    function testFuzz_hostile_contracts_sign_nothing(uint8 malice, bytes32 hash, bytes calldata signature) public {
        address hostile = address(new Hostile(Malice(malice % 7)));
        assertTrue(!hub.verifySignature{gas: 10_000_000}(hostile, hash, signature), "whatever it answers");
    }
}
