// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IApp, IDataset, IRegistry, IWorkerpool} from "../src/interfaces/Registries.sol";
import {PolicyOutOfBounds} from "../src/types/Errors.sol";
import {AppInfo, DatasetInfo, WorkerpoolInfo} from "../src/types/Views.sol";
import {RegistryErrors} from "../src/registries/RegistryErrors.sol";
import {Network, Orders} from "./support/Network.sol";

/// @dev What registries and entries have besides creation.
interface IRegistryAdmin {
    function initialize(address previous) external;
    function initialized() external view returns (bool);
    function previous() external view returns (address);
    function master() external view returns (address);
    function owner() external view returns (address);
    function transferOwnership(address newOwner) external;
    function renounceOwnership() external;
    function setBaseURI(string calldata uri) external;
    function setName(address ens, string calldata name) external;
    function proxyCode() external view returns (bytes memory);
    function proxyCodeHash() external view returns (bytes32);
    function tokenURI(uint256 tokenId) external view returns (string memory);
}

interface IEntry {
    function initialize(string calldata description) external;
    function registry() external view returns (address);
    function setName(address ens, string calldata name) external;
    function changePolicy(uint256 stake, uint256 reward) external;
}

contract RegistriesTest is Network {
    event PolicyUpdate(uint256 oldStake, uint256 newStake, uint256 oldReward, uint256 newReward);

    function test_an_app_is_where_it_was_predicted_and_says_what_it_was_told() public {
        bytes memory mrenclave = new bytes(600);
        mrenclave[599] = 0xff;
        address predicted = apps.predictApp(appOwner, "name", "DOCKER", "multiaddr", keccak256("checksum"), mrenclave);
        address created = apps.createApp(appOwner, "name", "DOCKER", "multiaddr", keccak256("checksum"), mrenclave);
        assertEq(created, predicted, "address");
        assertTrue(apps.isRegistered(created), "registered");
        AppInfo memory info = hub.viewApp(created);
        assertEq(info.owner, appOwner, "owner");
        assertEq(info.m_appName, "name", "name");
        assertEq(info.m_appType, "DOCKER", "type");
        assertEq(info.m_appMultiaddr, "multiaddr", "multiaddr");
        assertEq(info.m_appChecksum, keccak256("checksum"), "checksum");
        assertEq(info.m_appMREnclave, mrenclave, "mrenclave");
        assertEq(IEntry(created).registry(), address(apps), "registry");
    }

    function test_a_dataset_is_where_it_was_predicted_and_says_what_it_was_told() public {
        address predicted = datasets.predictDataset(datasetOwner, "name", "multiaddr", keccak256("checksum"));
        address created = datasets.createDataset(datasetOwner, "name", "multiaddr", keccak256("checksum"));
        assertEq(created, predicted, "address");
        DatasetInfo memory info = hub.viewDataset(created);
        assertEq(info.owner, datasetOwner, "owner");
        assertEq(info.m_datasetName, "name", "name");
        assertEq(info.m_datasetMultiaddr, "multiaddr", "multiaddr");
        assertEq(info.m_datasetChecksum, keccak256("checksum"), "checksum");
    }

    function test_a_workerpool_is_where_it_was_predicted_and_says_what_it_was_told() public {
        address predicted = workerpools.predictWorkerpool(scheduler, "description");
        address created = workerpools.createWorkerpool(scheduler, "description");
        assertEq(created, predicted, "address");
        WorkerpoolInfo memory info = hub.viewWorkerpool(created);
        assertEq(info.owner, scheduler, "owner");
        assertEq(info.m_workerpoolDescription, "description", "description");
        assertEq(info.m_workerStakeRatioPolicy, 30, "stake ratio");
        assertEq(info.m_schedulerRewardRatioPolicy, 1, "reward ratio");
    }

    /// @dev The published rule: CREATE2 of the initialisation call and the owner, with the registry's proxyCode.
    function test_addresses_follow_the_published_rule() public view {
        bytes memory initializer = abi.encodeWithSignature("initialize(string)", "pool");
        bytes32 salt = keccak256(abi.encodePacked(initializer, scheduler));
        bytes32 codeHash = IRegistryAdmin(address(workerpools)).proxyCodeHash();
        assertEq(codeHash, keccak256(IRegistryAdmin(address(workerpools)).proxyCode()), "code hash");
        bytes32 computed = keccak256(abi.encodePacked(bytes1(0xff), workerpools, salt, codeHash));
        assertEq(address(uint160(uint256(computed))), workerpool, "address");
    }

    function test_the_same_asset_is_refused_twice() public {
        vm.expectRevert(RegistryErrors.Create2FailedDeployment.selector);
        workerpools.createWorkerpool(scheduler, "pool");
        workerpools.createWorkerpool(requester, "pool"); // another owner's is another asset
    }

    function test_an_asset_of_nobody_is_refused() public {
        vm.expectRevert(abi.encodeWithSelector(RegistryErrors.ERC721InvalidReceiver.selector, address(0)));
        workerpools.createWorkerpool(address(0), "pool");
    }

    function test_fields_that_do_not_fit_are_refused() public {
        string memory description = string(new bytes(65_536));
        vm.expectRevert(abi.encodeWithSelector(RegistryErrors.FieldTooLong.selector, 65_536, 65_535));
        workerpools.createWorkerpool(scheduler, description);
    }

    function test_entries_cannot_be_initialized_again() public {
        vm.expectRevert(_error("already initialized"));
        IEntry(workerpool).initialize("mine now");
    }

    function test_there_are_no_ens_names() public {
        vm.expectRevert(_error("caller is not the owner"));
        IEntry(workerpool).setName(address(0), "name");
        vm.prank(scheduler);
        vm.expectRevert(_error("Operation not supported on this chain"));
        IEntry(workerpool).setName(address(0), "name");
        vm.expectRevert(_error("Operation not supported on this chain"));
        IRegistryAdmin(address(apps)).setName(address(0), "name");
    }

    function test_only_registries_write_entries() public {
        (bool ok, bytes memory data) = address(apps).call("");
        assertTrue(!ok, "empty call");
        assertEq(data, _error("fallback-disabled"), "reason");
        (ok,) = address(apps).call{value: 0}(hex"12345678");
        assertTrue(!ok, "unknown call");
    }

    function test_the_scheduler_changes_the_policy() public {
        vm.expectEmit(workerpool);
        emit PolicyUpdate(30, 50, 1, 10);
        vm.prank(scheduler);
        IEntry(workerpool).changePolicy(50, 10);
        assertEq(IWorkerpool(workerpool).m_workerStakeRatioPolicy(), 50, "stake ratio");
        assertEq(IWorkerpool(workerpool).m_schedulerRewardRatioPolicy(), 10, "reward ratio");
        bytes32 dealid = _signAndMatch(_orders());
        assertEq(hub.viewDeal(dealid).workerStake, 500, "stake of new deals");
        assertEq(hub.viewDeal(dealid).schedulerRewardRatio, 10, "reward ratio of new deals");
        vm.prank(scheduler);
        IEntry(workerpool).changePolicy(0, 0);
        assertEq(IWorkerpool(workerpool).m_workerStakeRatioPolicy(), 0, "zero is not the default");
        assertEq(hub.viewDeal(dealid).workerStake, 500, "deals made stay as they are");
    }

    function test_policies_are_bounded_and_the_schedulers() public {
        vm.expectRevert(_error("caller is not the owner"));
        IEntry(workerpool).changePolicy(30, 1);
        vm.prank(scheduler);
        vm.expectRevert(abi.encodeWithSelector(PolicyOutOfBounds.selector, 1001, 1));
        IEntry(workerpool).changePolicy(1001, 1);
        vm.prank(scheduler);
        vm.expectRevert(abi.encodeWithSelector(PolicyOutOfBounds.selector, 30, 101));
        IEntry(workerpool).changePolicy(30, 101);
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
        hub.changeRegistries(address(next), address(datasets), address(workerpools));
        assertEq(hub.viewDeal(_signAndMatch(_orders())).app.owner, appOwner, "matches");
        vm.expectRevert(RegistryErrors.AlreadyInitialized.selector);
        next.initialize(address(0));
    }

    function test_registries_are_run_by_their_owner() public {
        IRegistryAdmin registry = IRegistryAdmin(address(apps));
        assertEq(registry.owner(), address(this), "owner");
        bytes memory refusal = abi.encodeWithSelector(RegistryErrors.OwnableUnauthorizedAccount.selector, requester);
        vm.prank(requester);
        vm.expectRevert(refusal);
        registry.setBaseURI("ipfs://");
        vm.prank(requester);
        vm.expectRevert(refusal);
        registry.initialize(address(0));
        vm.expectRevert(abi.encodeWithSelector(RegistryErrors.OwnableInvalidOwner.selector, address(0)));
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

    function testFuzz_entries_keep_what_they_were_told(
        string calldata name,
        string calldata kind,
        bytes calldata multiaddr,
        bytes32 checksum,
        bytes calldata mrenclave
    ) public {
        AppInfo memory info = hub.viewApp(apps.createApp(requester, name, kind, multiaddr, checksum, mrenclave));
        assertEq(info.m_appName, name, "name");
        assertEq(info.m_appType, kind, "type");
        assertEq(info.m_appMultiaddr, multiaddr, "multiaddr");
        assertEq(info.m_appChecksum, checksum, "checksum");
        assertEq(info.m_appMREnclave, mrenclave, "mrenclave");
    }
}
