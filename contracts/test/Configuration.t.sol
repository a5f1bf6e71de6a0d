// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IHub} from "../src/interfaces/IHub.sol";
import "../src/types/Errors.sol";
import {HubEvents} from "../src/types/HubEvents.sol";
import {EIP712Domain} from "../src/types/Orders.sol";
import {Category} from "../src/types/Views.sol";
import {Eip712} from "./support/Eip712.sol";
import {Network} from "./support/Network.sol";

contract ConfigurationTest is Network {
    function test_configured_once() public {
        vm.expectRevert(_error("already-configured"));
        hub.configure(address(rlc), "", "", 9, address(1), address(2), address(3), address(0));
        assertEq(hub.appregistry(), address(apps), "apps");
        assertEq(hub.datasetregistry(), address(datasets), "datasets");
        assertEq(hub.workerpoolregistry(), address(workerpools), "workerpools");
        assertEq(hub.callbackgas(), 200_000, "callback gas");
        assertEq(hub.teebroker(), address(0), "broker");
    }

    function test_a_hub_needs_configuration() public {
        IHub fresh = IHub(_create("Hub.sol:Hub", abi.encode(_create("HubExtension.sol:HubExtension", ""))));
        vm.expectRevert(_error("not-configured"));
        fresh.updateDomainSeparator();
        vm.expectRevert(TokenMissing.selector);
        fresh.configure(address(0), "", "", 9, address(1), address(2), address(3), address(0));
        vm.prank(requester);
        vm.expectRevert(_error("Ownable: caller is not the owner"));
        fresh.configure(address(rlc), "", "", 9, address(1), address(2), address(3), address(0));
        fresh.configure(address(rlc), "", "", 9, address(1), address(2), address(3), address(0));
        vm.expectRevert(NoPreviousHub.selector);
        fresh.importScore(requester);
    }

    function test_domain_is_the_published_one() public {
        EIP712Domain memory domain = hub.domain();
        assertEq(domain.name, "iExecODB", "name");
        assertEq(domain.version, "5.0.0", "version");
        assertEq(domain.chainId, block.chainid, "chain");
        assertEq(domain.verifyingContract, address(hub), "contract");
        assertEq(hub.eip712domain_separator(), Eip712.domain(address(hub)), "separator");
        vm.chainId(77);
        assertEq(hub.eip712domain_separator(), Eip712.domain(address(hub)), "separator after a split");
        hub.updateDomainSeparator();
    }

    function test_owner_powers_are_the_owners() public {
        bytes memory refusal = _error("Ownable: caller is not the owner");
        vm.prank(requester);
        vm.expectRevert(refusal);
        hub.setTeeBroker(requester);
        vm.prank(requester);
        vm.expectRevert(refusal);
        hub.setCallbackGas(200_000);
        vm.prank(requester);
        vm.expectRevert(refusal);
        hub.changeRegistries(address(1), address(2), address(3));
        vm.prank(requester);
        vm.expectRevert(refusal);
        hub.createCategory("", "", 1);
        vm.prank(requester);
        vm.expectRevert(abi.encodeWithSelector(NotContractOwner.selector, requester, address(this)));
        hub.transferOwnership(requester);
        vm.prank(requester);
        vm.expectRevert(refusal);
        hub.renounceOwnership();
    }

    /// @dev Published: at once. An owner could make itself the owner of every asset, and match it with standing requests.
    function test_other_registries_take_a_week() public {
        vm.expectEmit(address(hub));
        emit HubEvents.RegistriesAnnounced(address(1), address(2), address(3), START + 7 days);
        hub.changeRegistries(address(1), address(2), address(3));
        assertEq(hub.appregistry(), address(apps), "announced only");
        vm.warp(START + 7 days - 1);
        vm.expectRevert(abi.encodeWithSelector(RegistriesNotChangeableYet.selector, START + 7 days));
        hub.changeRegistries(address(1), address(2), address(3));
        vm.warp(START + 7 days);
        hub.changeRegistries(address(1), address(2), address(3));
        assertEq(hub.appregistry(), address(1), "apps");
        assertEq(hub.datasetregistry(), address(2), "datasets");
        assertEq(hub.workerpoolregistry(), address(3), "workerpools");
    }

    function test_other_registries_than_announced_take_another_week() public {
        hub.changeRegistries(address(1), address(2), address(3));
        vm.warp(START + 7 days);
        hub.changeRegistries(address(9), address(2), address(3));
        assertEq(hub.appregistry(), address(apps), "announced only");
        vm.expectRevert(abi.encodeWithSelector(RegistriesNotChangeableYet.selector, START + 14 days));
        hub.changeRegistries(address(9), address(2), address(3));
    }

    /// @dev Nobody need remember what was announced long ago.
    function test_an_announcement_lasts_a_week_after_its_time() public {
        hub.changeRegistries(address(1), address(2), address(3));
        vm.warp(START + 14 days);
        vm.expectEmit(address(hub));
        emit HubEvents.RegistriesAnnounced(address(1), address(2), address(3), START + 21 days);
        hub.changeRegistries(address(1), address(2), address(3));
        assertEq(hub.appregistry(), address(apps), "announced anew");
    }

    function test_a_change_of_registries_is_done_once() public {
        _changeRegistries(hub, address(1), address(2), address(3));
        _changeRegistries(hub, address(apps), address(datasets), address(workerpools));
        hub.changeRegistries(address(1), address(2), address(3));
        assertEq(hub.appregistry(), address(apps), "announced anew");
    }

    function test_a_hub_needs_an_extension() public {
        bytes memory code = bytes.concat(vm.getCode("Hub.sol:Hub"), abi.encode(address(0xE)));
        address created;
        assembly {
            created := create(0, add(code, 32), mload(code))
        }
        assertEq(created, address(0), "no hub");
    }

    function test_ownership_moves_and_ends() public {
        vm.expectRevert(_error("Ownable: new owner is the zero address"));
        hub.transferOwnership(address(0));
        vm.expectEmit(address(hub));
        emit HubEvents.OwnershipTransferred(address(this), requester);
        hub.transferOwnership(requester);
        assertEq(hub.owner(), requester, "owner");
        vm.prank(requester);
        hub.renounceOwnership();
        assertEq(hub.owner(), address(0), "nobody");
    }

    function test_categories_are_added() public {
        vm.expectEmit(address(hub));
        emit HubEvents.CreateCategory(1, "S", "twenty minutes", 1200);
        assertEq(hub.createCategory("S", "twenty minutes", 1200), 1, "id");
        assertEq(hub.countCategory(), 2, "count");
        Category memory category = hub.viewCategory(1);
        assertEq(category.name, "S", "name");
        assertEq(category.description, "twenty minutes", "description");
        assertEq(category.workClockTimeRef, 1200, "time unit");
        vm.expectRevert(abi.encodeWithSelector(UnknownCategory.selector, 2));
        hub.viewCategory(2);
    }

    function test_time_units_are_bounded() public {
        vm.expectRevert(abi.encodeWithSelector(TimeRefOutOfBounds.selector, 0, type(uint32).max));
        hub.createCategory("", "", 0);
        uint256 tooLong = uint256(type(uint32).max) + 1;
        vm.expectRevert(abi.encodeWithSelector(TimeRefOutOfBounds.selector, tooLong, type(uint32).max));
        hub.createCategory("", "", tooLong);
    }

    function test_scores_are_imported_once() public {
        previousHub.set(requester, 42);
        hub.importScore(requester);
        assertEq(hub.viewScore(requester), 42, "score");
        assertEq(_stakeOf(requester), FUNDS, "funds");
        vm.expectRevert(_error("score-already-imported"));
        hub.importScore(requester);
        previousHub.set(sponsor, type(uint256).max);
        hub.importScore(sponsor);
        assertEq(hub.viewScore(sponsor), type(uint32).max, "the most a score can be");
    }

    function test_constants_are_the_published_ones() public view {
        assertEq(hub.contribution_deadline_ratio(), 7, "contribution");
        assertEq(hub.reveal_deadline_ratio(), 2, "reveal");
        assertEq(hub.final_deadline_ratio(), 10, "final");
        assertEq(hub.workerpool_stake_ratio(), 30, "stake");
        assertEq(hub.kitty_ratio(), 10, "kitty ratio");
        assertEq(hub.kitty_min(), 1e9, "kitty min");
        assertEq(hub.kitty_address(), KITTY, "kitty");
        assertEq(hub.kitty_address(), address(uint160(uint256(keccak256("iExecKitty")) >> 96) - 1), "kitty's origin");
        assertEq(hub.groupmember_purpose(), 4, "purpose");
    }

    /// @dev The extension alone has no owner and no token.
    function test_the_extension_alone_can_do_nothing() public {
        IHub alone = IHub(_create("HubExtension.sol:HubExtension", ""));
        vm.expectRevert(_error("Ownable: caller is not the owner"));
        alone.createCategory("", "", 1);
        (bool ok,) = address(alone).call("");
        assertTrue(!ok, "empty call");
    }

    function testFuzz_configuration_is_kept(
        address token,
        string calldata name,
        string calldata symbol,
        uint8 decimals,
        address[3] calldata registries
    ) public {
        vm.assume(token != address(0));
        address extension = _create("HubExtension.sol:HubExtension", "");
        IHub fresh = IHub(_create("Hub.sol:Hub", abi.encode(extension)));
        assertEq(fresh.token(), address(0), "not yet");
        fresh.configure(
            token, name, symbol, decimals, registries[0], registries[1], registries[2], address(previousHub)
        );
        assertEq(fresh.token(), token, "token");
        assertEq(fresh.name(), name, "name");
        assertEq(fresh.symbol(), symbol, "symbol");
        assertEq(fresh.decimals(), decimals, "decimals");
        assertEq(fresh.appregistry(), registries[0], "apps");
        assertEq(fresh.datasetregistry(), registries[1], "datasets");
        assertEq(fresh.workerpoolregistry(), registries[2], "workerpools");
        _changeRegistries(fresh, registries[2], registries[0], registries[1]);
        assertEq(fresh.appregistry(), registries[2], "other apps");
        assertEq(fresh.datasetregistry(), registries[0], "other datasets");
        assertEq(fresh.workerpoolregistry(), registries[1], "other workerpools");
        vm.expectRevert(_error("already-configured"));
        fresh.configure(token, name, symbol, decimals, address(1), address(2), address(3), address(0));
        (bool ok, bytes memory answer) = address(fresh).call(abi.encodeWithSignature("extension()"));
        assertTrue(ok && abi.decode(answer, (address)) == extension, "extension");
    }

    function testFuzz_nobody_but_the_owner_configures(address caller, address value, uint256 number) public {
        vm.assume(caller != address(this));
        bytes[7] memory calls = [
            abi.encodeCall(hub.configure, (value, "", "", 9, value, value, value, value)),
            abi.encodeCall(hub.changeRegistries, (value, value, value)),
            abi.encodeCall(hub.setTeeBroker, (value)),
            abi.encodeCall(hub.setCallbackGas, (number)),
            abi.encodeCall(hub.createCategory, ("", "", number)),
            abi.encodeCall(hub.renounceOwnership, ()),
            abi.encodeCall(hub.recover, ())
        ];
        for (uint256 i; i < calls.length; ++i) {
            vm.prank(caller);
            (bool ok, bytes memory answer) = address(hub).call(calls[i]);
            assertTrue(!ok, "refused");
            assertEq(answer, _error("Ownable: caller is not the owner"), "reason");
        }
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(NotContractOwner.selector, caller, address(this)));
        hub.transferOwnership(value);
        assertEq(hub.owner(), address(this), "owner");
    }

    function testFuzz_settings_are_what_the_owner_set_within_bounds(address broker, uint256 gas_, bool small) public {
        if (small) gas_ %= 2_000_000;
        hub.setTeeBroker(broker);
        assertEq(hub.teebroker(), broker, "broker");
        (bool ok,) = address(hub).call(abi.encodeCall(hub.setCallbackGas, (gas_)));
        assertTrue(ok == (gas_ >= 100_000 && gas_ <= 1_000_000), "bounds");
        assertEq(hub.callbackgas(), ok ? gas_ : 200_000, "callback gas");
    }

    function testFuzz_categories_are_kept(string calldata name, string calldata description, uint40 timeref) public {
        (bool ok,) = address(hub).call(abi.encodeCall(hub.createCategory, (name, description, timeref)));
        assertTrue(ok == (timeref > 0 && timeref <= type(uint32).max), "bounds");
        assertEq(hub.countCategory(), ok ? 2 : 1, "count");
        if (!ok) return;
        Category memory category = hub.viewCategory(1);
        assertEq(category.name, name, "name");
        assertEq(category.description, description, "description");
        assertEq(category.workClockTimeRef, timeref, "time unit");
        assertEq(hub.viewCategory(0).workClockTimeRef, T, "the first is as before");
    }

    function testFuzz_the_hub_is_its_owners(address next, bool renounced) public {
        vm.assume(next != address(0) && next != address(this));
        hub.transferOwnership(next);
        assertEq(hub.owner(), next, "owner");
        vm.expectRevert(abi.encodeWithSelector(NotContractOwner.selector, address(this), next));
        hub.transferOwnership(address(this));
        if (!renounced) return;
        vm.prank(next);
        hub.renounceOwnership();
        vm.prank(next);
        vm.expectRevert(_error("Ownable: caller is not the owner"));
        hub.setTeeBroker(next);
    }

    function testFuzz_scores_are_imported_for_anyone(address worker, uint256 score, address caller) public {
        previousHub.set(worker, score);
        vm.prank(caller);
        hub.importScore(worker);
        uint256 most = type(uint32).max;
        assertEq(hub.viewScore(worker), score < most ? score : most, "score");
        vm.expectRevert(_error("score-already-imported"));
        hub.importScore(worker);
    }

    function testFuzz_the_domain_is_of_this_chain(uint64 id, address caller) public {
        vm.assume(id != 0);
        vm.chainId(id);
        vm.prank(caller);
        hub.updateDomainSeparator();
        assertEq(hub.domain().chainId, id, "chain");
        assertEq(hub.eip712domain_separator(), Eip712.domain(address(hub)), "separator");
    }

    /// @dev What nobody can change says the same to everyone at all times.
    function testFuzz_constants_are_constant(address caller, uint40 time) public {
        vm.warp(time);
        string[9] memory functions = [
            "contribution_deadline_ratio()",
            "reveal_deadline_ratio()",
            "final_deadline_ratio()",
            "workerpool_stake_ratio()",
            "kitty_ratio()",
            "kitty_min()",
            "kitty_address()",
            "groupmember_purpose()",
            "decimals()"
        ];
        uint256[9] memory values = [uint256(7), 2, 10, 30, 10, 1e9, uint160(KITTY), 4, 9];
        for (uint256 i; i < functions.length; ++i) {
            vm.prank(caller);
            (bool ok, bytes memory answer) = address(hub).staticcall(abi.encodeWithSignature(functions[i]));
            assertTrue(ok, functions[i]);
            assertEq(abi.decode(answer, (uint256)), values[i], functions[i]);
        }
    }
}
