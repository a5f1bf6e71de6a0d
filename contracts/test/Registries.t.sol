// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRegistry} from "../src/interfaces/Registries.sol";
import {RegistryErrors} from "../src/registries/RegistryErrors.sol";
import {IRegistryAdmin} from "./support/Assets.sol";
import {Network} from "./support/Network.sol";

/// @title Registries: who runs them, what came before them, and what they know.
contract RegistriesTest is Network {
    function test_only_registries_write_entries() public {
        (bool ok, bytes memory data) = address(apps).call("");
        assertTrue(!ok, "empty call");
        assertEq(data, _error("fallback-disabled"), "reason");
        (ok,) = address(apps).call{value: 0}(hex"12345678");
        assertTrue(!ok, "unknown call");
    }

    function test_an_earlier_registrys_entries_count() public {
        IRegistryAdmin next = IRegistryAdmin(_create("AppRegistry.sol:AppRegistry", ""));
        assertTrue(!next.initialized(), "not yet");
        assertTrue(!IRegistry(address(next)).isRegistered(app), "not yet");
        next.initialize(address(apps));
        assertEq(next.previous(), address(apps), "previous");
        assertTrue(next.initialized(), "initialized");
        assertTrue(IRegistry(address(next)).isRegistered(app), "registered before");
        assertEq(IRegistry(address(next)).ownerOfEntry(app), appOwner, "its owner");
        assertEq(IRegistry(address(next)).ownerOfEntry(dataset), address(0), "not an app");
        _changeRegistries(hub, address(next), address(datasets), address(workerpools));
        assertEq(hub.viewDeal(_signAndMatch(_orders())).app.owner, appOwner, "matches");
        vm.expectRevert(RegistryErrors.AlreadyInitialized.selector);
        next.initialize(address(0));
    }

    function test_registries_are_run_by_their_owner() public {
        IRegistryAdmin registry = IRegistryAdmin(address(apps));
        assertEq(registry.owner(), address(this), "owner");
        bytes memory refusal = _error("Ownable: caller is not the owner");
        vm.prank(requester);
        vm.expectRevert(refusal);
        registry.setBaseURI("ipfs://");
        vm.prank(requester);
        vm.expectRevert(refusal);
        registry.initialize(address(0));
        vm.expectRevert(_error("Ownable: new owner is the zero address"));
        registry.transferOwnership(address(0));
        registry.transferOwnership(requester);
        vm.prank(requester);
        registry.renounceOwnership();
        assertEq(registry.owner(), address(0), "nobody's");
    }

    function test_tokens_have_a_description() public {
        IRegistryAdmin registry = IRegistryAdmin(address(apps));
        assertEq(registry.tokenURI(uint160(app)), "", "none yet");
        registry.setBaseURI("https://example.org/app/");
        string memory uri = registry.tokenURI(uint160(app));
        assertTrue(bytes(uri).length > bytes("https://example.org/app/").length + 40, "id in decimal");
        vm.expectRevert(abi.encodeWithSelector(RegistryErrors.ERC721NonexistentToken.selector, 1));
        registry.tokenURI(1);
    }

    function testFuzz_nobody_but_the_owner_runs_a_registry(address caller, address value, string calldata text) public {
        vm.assume(caller != address(this));
        address[3] memory registries = [address(apps), address(datasets), address(workerpools)];
        bytes[5] memory calls = [
            abi.encodeCall(IRegistryAdmin.initialize, (value)),
            abi.encodeCall(IRegistryAdmin.setBaseURI, (text)),
            abi.encodeCall(IRegistryAdmin.setName, (value, text)),
            abi.encodeCall(IRegistryAdmin.transferOwnership, (value)),
            abi.encodeCall(IRegistryAdmin.renounceOwnership, ())
        ];
        for (uint256 i; i < 15; ++i) {
            vm.prank(caller);
            (bool ok, bytes memory answer) = registries[i % 3].call(calls[i / 3]);
            assertTrue(!ok, "refused");
            assertEq(answer, _error("Ownable: caller is not the owner"), "reason");
        }
    }

    function testFuzz_the_owner_runs_a_registry(address previous, address next, string calldata uri) public {
        vm.assume(next != address(0));
        IRegistryAdmin registry = IRegistryAdmin(address(datasets));
        registry.initialize(previous);
        assertEq(registry.previous(), previous, "previous");
        assertTrue(registry.initialized(), "initialized");
        registry.setBaseURI(uri);
        assertEq(registry.baseURI(), uri, "base URI");
        assertTrue(registry.master().code.length > 0, "master");
        assertEq(registry.proxyCodeHash(), keccak256(registry.proxyCode()), "code hash");
        registry.transferOwnership(next);
        assertEq(registry.owner(), next, "owner");
        vm.prank(next);
        registry.renounceOwnership();
        assertEq(registry.owner(), address(0), "nobody's");
    }

    function testFuzz_what_was_not_created_is_not_registered(address entry) public view {
        vm.assume(entry != app && entry != dataset && entry != workerpool);
        IRegistry[3] memory registries =
            [IRegistry(address(apps)), IRegistry(address(datasets)), IRegistry(address(workerpools))];
        for (uint256 i; i < 3; ++i) {
            assertTrue(!registries[i].isRegistered(entry), "registered");
            assertEq(registries[i].ownerOfEntry(entry), address(0), "owner");
        }
    }

    function testFuzz_tokens_are_described_by_their_number(address owner, string calldata uri) public {
        vm.assume(owner != address(0) && bytes(uri).length > 0);
        uint256 id = uint160(apps.createApp(owner, "another", "", "", 0, ""));
        IRegistryAdmin(address(apps)).setBaseURI(uri);
        assertEq(IRegistryAdmin(address(apps)).tokenURI(id), string.concat(uri, vm.toString(id)), "decimal");
    }
}
