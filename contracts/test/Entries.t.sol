// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IWorkerpool} from "../src/interfaces/Registries.sol";
import {App} from "../src/registries/App.sol";
import {Dataset} from "../src/registries/Dataset.sol";
import {RegistryErrors} from "../src/registries/RegistryErrors.sol";
import {PolicyOutOfBounds} from "../src/types/Errors.sol";
import {AppInfo, DatasetInfo, WorkerpoolInfo} from "../src/types/Views.sol";
import {IEntry, IRegistryAdmin} from "./support/Assets.sol";
import {Network} from "./support/Network.sol";

/// @title Assets: where they are, what they say, and that they never change but for pools' policies.
contract EntriesTest is Network {
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
        vm.expectRevert(_error("Create2: Failed on deploy"));
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

    function testFuzz_apps_keep_what_they_were_told(
        string calldata name,
        string calldata kind,
        bytes calldata multiaddr,
        bytes32 checksum,
        bytes calldata mrenclave
    ) public {
        address predicted = apps.predictApp(requester, name, kind, multiaddr, checksum, mrenclave);
        address created = apps.createApp(requester, name, kind, multiaddr, checksum, mrenclave);
        assertEq(created, predicted, "address");
        AppInfo memory info = hub.viewApp(created);
        assertEq(info.m_appName, name, "name");
        assertEq(info.m_appType, kind, "type");
        assertEq(info.m_appMultiaddr, multiaddr, "multiaddr");
        assertEq(info.m_appChecksum, checksum, "checksum");
        assertEq(info.m_appMREnclave, mrenclave, "mrenclave");
    }

    function testFuzz_datasets_keep_what_they_were_told(
        address owner,
        string calldata name,
        bytes calldata multiaddr,
        bytes32 checksum
    ) public {
        vm.assume(owner != address(0));
        address predicted = datasets.predictDataset(owner, name, multiaddr, checksum);
        address created = datasets.createDataset(owner, name, multiaddr, checksum);
        assertEq(created, predicted, "address");
        DatasetInfo memory info = hub.viewDataset(created);
        assertEq(info.owner, owner, "owner");
        assertEq(info.m_datasetName, name, "name");
        assertEq(info.m_datasetMultiaddr, multiaddr, "multiaddr");
        assertEq(info.m_datasetChecksum, checksum, "checksum");
        assertTrue(datasets.isRegistered(created), "registered");
        assertEq(datasets.ownerOfEntry(created), owner, "owner of the entry");
    }

    function testFuzz_workerpools_keep_what_they_were_told(address owner, string calldata description) public {
        vm.assume(owner != address(0));
        address predicted = workerpools.predictWorkerpool(owner, description);
        address created = workerpools.createWorkerpool(owner, description);
        assertEq(created, predicted, "address");
        WorkerpoolInfo memory info = hub.viewWorkerpool(created);
        assertEq(info.owner, owner, "owner");
        assertEq(info.m_workerpoolDescription, description, "description");
        assertEq(IEntry(created).registry(), address(workerpools), "registry");
        vm.expectRevert(_error("Create2: Failed on deploy"));
        workerpools.createWorkerpool(owner, description);
    }

    function testFuzz_policies_are_the_owners_within_bounds(address caller, uint256 stake, uint256 reward, bool wide)
        public
    {
        if (!wide) (stake, reward) = (stake % 1200, reward % 120);
        if (uint160(caller) % 2 == 0) caller = scheduler;
        bool may = caller == scheduler && stake <= 1000 && reward <= 100;
        vm.prank(caller);
        (bool ok,) = workerpool.call(abi.encodeCall(IEntry.changePolicy, (stake, reward)));
        assertTrue(ok == may, "bounds");
        assertEq(IWorkerpool(workerpool).m_workerStakeRatioPolicy(), may ? stake : 30, "stake ratio");
        assertEq(IWorkerpool(workerpool).m_schedulerRewardRatioPolicy(), may ? reward : 1, "reward ratio");
    }

    /// @dev Entries are final, whoever asks and with whatever.
    function testFuzz_entries_never_change(address caller, string calldata text, bytes calldata data, bytes32 checksum)
        public
    {
        bytes[3] memory initializers = [
            abi.encodeCall(App.initialize, (text, text, data, checksum, data)),
            abi.encodeCall(Dataset.initialize, (text, data, checksum)),
            abi.encodeCall(IEntry.initialize, (text))
        ];
        address[3] memory entries = [app, dataset, workerpool];
        for (uint256 i; i < 3; ++i) {
            vm.prank(caller);
            (bool ok, bytes memory answer) = entries[i].call(initializers[i]);
            assertTrue(!ok, "initialize");
            assertEq(answer, _error("already initialized"), "reason");
            vm.prank(caller);
            (ok,) = entries[i].call(abi.encodeCall(IEntry.setName, (caller, text)));
            assertTrue(!ok, "setName");
        }
    }
}
