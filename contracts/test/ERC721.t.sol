// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RegistryErrors} from "../src/registries/RegistryErrors.sol";
import {BrokenWallet, Collector, Mute, RefusingCollector} from "./support/Contracts.sol";
import {Network} from "./support/Network.sol";

interface IERC721 {
    event Transfer(address indexed from, address indexed to, uint256 indexed tokenId);
    event Approval(address indexed owner, address indexed approved, uint256 indexed tokenId);
    event ApprovalForAll(address indexed owner, address indexed operator, bool approved);

    function name() external view returns (string memory);
    function symbol() external view returns (string memory);
    function balanceOf(address owner) external view returns (uint256);
    function ownerOf(uint256 tokenId) external view returns (address);
    function totalSupply() external view returns (uint256);
    function tokenByIndex(uint256 index) external view returns (uint256);
    function tokenOfOwnerByIndex(address owner, uint256 index) external view returns (uint256);
    function approve(address to, uint256 tokenId) external;
    function getApproved(uint256 tokenId) external view returns (address);
    function setApprovalForAll(address operator, bool approved) external;
    function isApprovedForAll(address owner, address operator) external view returns (bool);
    function transferFrom(address from, address to, uint256 tokenId) external;
    function safeTransferFrom(address from, address to, uint256 tokenId) external;
    function safeTransferFrom(address from, address to, uint256 tokenId, bytes calldata data) external;
    function supportsInterface(bytes4 interfaceId) external view returns (bool);
}

/// @title Assets are tokens: who holds one owns the asset.
contract ERC721Test is Network {
    address private constant ANN = address(0xA11);
    address private constant BOB = address(0xB0B);
    IERC721 private tokens;
    uint256 private first;
    uint256 private second;
    uint256 private third;

    function setUp() public override {
        super.setUp();
        tokens = IERC721(address(workerpools));
        first = uint160(workerpools.createWorkerpool(ANN, "first"));
        second = uint160(workerpools.createWorkerpool(ANN, "second"));
        third = uint160(workerpools.createWorkerpool(ANN, "third"));
    }

    function test_names() public view {
        assertEq(tokens.name(), "iExec Workerpool Registry (V5)", "workerpools");
        assertEq(tokens.symbol(), "iExecWorkerpoolV5", "workerpools' symbol");
        assertEq(IERC721(address(apps)).name(), "iExec Application Registry (V5)", "apps");
        assertEq(IERC721(address(apps)).symbol(), "iExecAppsV5", "apps' symbol");
        assertEq(IERC721(address(datasets)).name(), "iExec Dataset Registry (V5)", "datasets");
        assertEq(IERC721(address(datasets)).symbol(), "iExecDatasetsV5", "datasets' symbol");
    }

    function test_interfaces() public view {
        bytes4[4] memory known = [bytes4(0x01ffc9a7), 0x80ac58cd, 0x5b5e139f, 0x780e9d63];
        for (uint256 i; i < 4; ++i) {
            assertTrue(tokens.supportsInterface(known[i]), "known");
        }
        assertTrue(!tokens.supportsInterface(0xffffffff), "unknown");
    }

    function test_lists() public view {
        assertEq(tokens.totalSupply(), 4, "all");
        assertEq(tokens.tokenByIndex(0), uint160(workerpool), "first of all");
        assertEq(tokens.tokenByIndex(3), third, "last of all");
        assertEq(tokens.balanceOf(ANN), 3, "hers");
        assertEq(tokens.tokenOfOwnerByIndex(ANN, 1), second, "her second");
    }

    function test_lists_end() public {
        vm.expectRevert(abi.encodeWithSelector(RegistryErrors.ERC721OutOfBoundsIndex.selector, address(0), 4));
        tokens.tokenByIndex(4);
        vm.expectRevert(abi.encodeWithSelector(RegistryErrors.ERC721OutOfBoundsIndex.selector, ANN, 3));
        tokens.tokenOfOwnerByIndex(ANN, 3);
        vm.expectRevert(abi.encodeWithSelector(RegistryErrors.ERC721InvalidOwner.selector, address(0)));
        tokens.balanceOf(address(0));
        vm.expectRevert(abi.encodeWithSelector(RegistryErrors.ERC721NonexistentToken.selector, 1));
        tokens.ownerOf(1);
    }

    function test_owner_transfers() public {
        vm.expectEmit(address(tokens));
        emit IERC721.Transfer(ANN, BOB, first);
        vm.prank(ANN);
        tokens.transferFrom(ANN, BOB, first);
        assertEq(tokens.ownerOf(first), BOB, "owner");
        assertEq(tokens.balanceOf(ANN), 2, "hers");
        assertEq(tokens.tokenOfOwnerByIndex(ANN, 0), third, "the last took its place");
        assertEq(tokens.tokenOfOwnerByIndex(ANN, 1), second, "the other stayed");
        assertEq(tokens.tokenOfOwnerByIndex(BOB, 0), first, "his");
        assertEq(tokens.totalSupply(), 4, "all");
        vm.prank(ANN);
        tokens.transferFrom(ANN, BOB, third);
        assertEq(tokens.tokenOfOwnerByIndex(BOB, 1), third, "his second");
    }

    function test_approved_account_transfers_once() public {
        vm.expectEmit(address(tokens));
        emit IERC721.Approval(ANN, BOB, first);
        vm.prank(ANN);
        tokens.approve(BOB, first);
        assertEq(tokens.getApproved(first), BOB, "approved");
        vm.prank(BOB);
        tokens.transferFrom(ANN, BOB, first);
        assertEq(tokens.getApproved(first), address(0), "used up");
    }

    function test_operator_transfers_and_approves() public {
        vm.expectEmit(address(tokens));
        emit IERC721.ApprovalForAll(ANN, BOB, true);
        vm.prank(ANN);
        tokens.setApprovalForAll(BOB, true);
        assertTrue(tokens.isApprovedForAll(ANN, BOB), "operator");
        vm.prank(BOB);
        tokens.transferFrom(ANN, BOB, first);
        vm.prank(BOB);
        tokens.approve(address(this), second);
        assertEq(tokens.getApproved(second), address(this), "approved");
        vm.prank(ANN);
        vm.expectRevert(abi.encodeWithSelector(RegistryErrors.ERC721InvalidOperator.selector, address(0)));
        tokens.setApprovalForAll(address(0), true);
    }

    function test_strangers_are_refused() public {
        vm.prank(BOB);
        vm.expectRevert(abi.encodeWithSelector(RegistryErrors.ERC721InsufficientApproval.selector, BOB, first));
        tokens.transferFrom(ANN, BOB, first);
        vm.prank(BOB);
        vm.expectRevert(abi.encodeWithSelector(RegistryErrors.ERC721InvalidApprover.selector, BOB));
        tokens.approve(BOB, first);
    }

    function test_wrong_transfers_are_refused() public {
        vm.prank(ANN);
        vm.expectRevert(abi.encodeWithSelector(RegistryErrors.ERC721InvalidReceiver.selector, address(0)));
        tokens.transferFrom(ANN, address(0), first);
        vm.prank(ANN);
        vm.expectRevert(abi.encodeWithSelector(RegistryErrors.ERC721IncorrectOwner.selector, BOB, first, ANN));
        tokens.transferFrom(BOB, BOB, first);
    }

    function test_contracts_must_accept() public {
        address refusing = address(new Collector(0));
        vm.prank(ANN);
        vm.expectRevert(abi.encodeWithSelector(RegistryErrors.ERC721InvalidReceiver.selector, refusing));
        tokens.safeTransferFrom(ANN, refusing, first);
        address accepting = address(new Collector(0x150b7a02));
        vm.prank(ANN);
        tokens.safeTransferFrom(ANN, accepting, first, "for you");
        assertEq(tokens.ownerOf(first), accepting, "contract");
        vm.prank(ANN);
        tokens.safeTransferFrom(ANN, BOB, second);
        assertEq(tokens.ownerOf(second), BOB, "account");
    }

    function test_contracts_that_do_not_know_tokens_get_none() public {
        address[2] memory others = [address(new BrokenWallet()), address(new Mute())];
        for (uint256 i; i < 2; ++i) {
            vm.prank(ANN);
            vm.expectRevert(abi.encodeWithSelector(RegistryErrors.ERC721InvalidReceiver.selector, others[i]));
            tokens.safeTransferFrom(ANN, others[i], first);
        }
    }

    function test_contracts_that_refuse_are_heard() public {
        address refusing = address(new RefusingCollector());
        vm.prank(ANN);
        vm.expectRevert(_error("not today"));
        tokens.safeTransferFrom(ANN, refusing, first);
    }

    function testFuzz_lists_stay_whole(uint8[10] calldata moves) public {
        uint256[3] memory all = [first, second, third];
        for (uint256 i; i < moves.length; ++i) {
            uint256 token = all[moves[i] % 3];
            address from = tokens.ownerOf(token);
            address to = moves[i] & 4 == 0 ? ANN : BOB;
            vm.prank(from);
            tokens.transferFrom(from, to, token);
        }
        assertEq(tokens.balanceOf(ANN) + tokens.balanceOf(BOB), 3, "none is lost");
        for (uint256 i; i < 3; ++i) {
            address owner = tokens.ownerOf(all[i]);
            uint256 seen;
            for (uint256 j; j < tokens.balanceOf(owner); ++j) {
                if (tokens.tokenOfOwnerByIndex(owner, j) == all[i]) ++seen;
            }
            assertEq(seen, 1, "listed once");
        }
    }

    function testFuzz_only_who_may_moves_a_token(address mover, address to, bool approved, bool operator) public {
        vm.assume(mover != address(0) && mover != ANN && to != address(0));
        if (approved) {
            vm.prank(ANN);
            tokens.approve(mover, first);
        }
        vm.prank(ANN);
        tokens.setApprovalForAll(mover, operator);
        assertEq(tokens.getApproved(first), approved ? mover : address(0), "approved");
        assertTrue(tokens.isApprovedForAll(ANN, mover) == operator, "operator");
        vm.prank(mover);
        (bool ok,) = address(tokens).call(abi.encodeCall(tokens.transferFrom, (ANN, to, first)));
        assertTrue(ok == (approved || operator), "moved");
        assertEq(tokens.ownerOf(first), ok ? to : ANN, "owner");
        assertEq(tokens.balanceOf(ANN), ok && to != ANN ? 2 : 3, "hers");
        assertEq(tokens.totalSupply(), 4, "all");
    }

    function testFuzz_contracts_get_tokens_they_accept(bytes4 answer, bytes calldata data, bool accepts) public {
        bytes4 magic = 0x150b7a02;
        if (accepts) answer = magic;
        address collector = address(new Collector(answer));
        bytes memory call =
            abi.encodeWithSignature("safeTransferFrom(address,address,uint256,bytes)", ANN, collector, first, data);
        vm.prank(ANN);
        (bool ok,) = address(tokens).call(call);
        assertTrue(ok == (answer == magic), "accepted");
        assertEq(tokens.ownerOf(first), ok ? collector : ANN, "owner");
        vm.prank(ANN);
        (ok,) = address(tokens)
            .call(abi.encodeWithSignature("safeTransferFrom(address,address,uint256)", ANN, collector, second));
        assertTrue(ok == (answer == magic), "accepted without data");
    }

    function testFuzz_lists_and_interfaces_have_ends(uint256 index, bytes4 id) public view {
        try tokens.tokenByIndex(index) returns (uint256 token) {
            assertTrue(index < 4 && token != 0, "of all");
        } catch {
            assertTrue(index >= 4, "beyond all");
        }
        try tokens.tokenOfOwnerByIndex(ANN, index) returns (uint256 token) {
            assertEq(tokens.ownerOf(token), ANN, "of hers");
        } catch {
            assertTrue(index >= 3, "beyond hers");
        }
        bool known = id == 0x01ffc9a7 || id == 0x80ac58cd || id == 0x5b5e139f || id == 0x780e9d63;
        assertTrue(tokens.supportsInterface(id) == known, "interface");
    }
}
