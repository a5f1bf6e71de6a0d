// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IHub} from "../../src/interfaces/IHub.sol";
import {IAppRegistry, IDatasetRegistry, IWorkerpoolRegistry} from "../../src/interfaces/Registries.sol";
import "../../src/types/Orders.sol";
import {Account} from "../../src/types/Views.sol";
import {PreviousHub} from "./Contracts.sol";
import {Eip712} from "./Eip712.sol";
import {Test} from "./Test.sol";

interface IToken {
    function balanceOf(address account) external view returns (uint256);
    function transfer(address to, uint256 amount) external returns (bool);
    function approve(address spender, uint256 amount) external returns (bool);
    function approveAndCall(address spender, uint256 amount, bytes calldata data) external;
}

/// @dev The four orders of a match.
struct Orders {
    AppOrder app;
    DatasetOrder dataset;
    WorkerpoolOrder workerpool;
    RequestOrder request;
}

/// @title A deployed protocol, its actors with funds, and one asset of each kind. This contract owns hub and registries.
abstract contract Network is Test {
    uint256 internal constant T = 300;
    uint256 internal constant START = 1_700_000_000;
    uint256 internal constant APP_PRICE = 100;
    uint256 internal constant DATASET_PRICE = 50;
    uint256 internal constant POOL_PRICE = 1000;
    uint256 internal constant TASK_PRICE = APP_PRICE + DATASET_PRICE + POOL_PRICE;
    uint256 internal constant POOL_STAKE = 300;
    uint256 internal constant WORKER_STAKE = 300;
    uint256 internal constant FUNDS = 1e12;
    address internal constant KITTY = 0x99c2268479b93fDe36232351229815DF80837e23;

    uint256 internal constant APP_OWNER = 0xA1;
    uint256 internal constant DATASET_OWNER = 0xA2;
    uint256 internal constant SCHEDULER = 0xA3;
    uint256 internal constant REQUESTER = 0xA4;
    uint256 internal constant SPONSOR = 0xA5;
    uint256 internal constant ENCLAVE = 0xA6;
    uint256 internal constant BROKER = 0xA7;
    uint256 internal constant WORKER = 0xB0;

    address internal appOwner = vm.addr(APP_OWNER);
    address internal datasetOwner = vm.addr(DATASET_OWNER);
    address internal scheduler = vm.addr(SCHEDULER);
    address internal requester = vm.addr(REQUESTER);
    address internal sponsor = vm.addr(SPONSOR);

    PreviousHub internal previousHub = new PreviousHub();
    IToken internal rlc;
    IHub internal hub;
    IAppRegistry internal apps;
    IDatasetRegistry internal datasets;
    IWorkerpoolRegistry internal workerpools;
    address internal app;
    address internal dataset;
    address internal workerpool;

    function setUp() public virtual {
        vm.warp(START);
        rlc = IToken(_create("RLC.sol:RLC", ""));
        hub = IHub(_create("Hub.sol:Hub", abi.encode(_create("HubExtension.sol:HubExtension", ""))));
        apps = IAppRegistry(_create("AppRegistry.sol:AppRegistry", ""));
        datasets = IDatasetRegistry(_create("DatasetRegistry.sol:DatasetRegistry", ""));
        workerpools = IWorkerpoolRegistry(_create("WorkerpoolRegistry.sol:WorkerpoolRegistry", ""));
        hub.configure(
            address(rlc),
            "Staked RLC",
            "SRLC",
            9,
            address(apps),
            address(datasets),
            address(workerpools),
            address(previousHub)
        );
        hub.createCategory("XS", "five minutes", T);

        app = apps.createApp(appOwner, "vanity", "DOCKER", "registry/vanity", bytes32("checksum"), "");
        dataset = datasets.createDataset(datasetOwner, "words", "/ipfs/words", bytes32("checksum"));
        workerpool = workerpools.createWorkerpool(scheduler, "pool");

        _fund(scheduler);
        _fund(requester);
        _fund(sponsor);
        for (uint256 i; i < 5; ++i) {
            _fund(_worker(i));
        }
    }

    function _worker(uint256 i) internal pure returns (address) {
        return vm.addr(WORKER + i);
    }

    function _fund(address account) internal {
        rlc.approve(address(hub), FUNDS);
        hub.depositFor(FUNDS, account);
    }

    function _importScore(address worker, uint256 score) internal {
        previousHub.set(worker, score);
        hub.importScore(worker);
    }

    /// @dev Announces other registries, waits the week, and has it done.
    function _changeRegistries(IHub hub_, address apps_, address datasets_, address workerpools_) internal {
        hub_.changeRegistries(apps_, datasets_, workerpools_);
        vm.warp(block.timestamp + 7 days);
        hub_.changeRegistries(apps_, datasets_, workerpools_);
    }

    function _stakeOf(address account) internal view returns (uint256) {
        return hub.viewAccount(account).stake;
    }

    function _lockedOf(address account) internal view returns (uint256) {
        return hub.viewAccount(account).locked;
    }

    /// @dev What an account has won since it was funded, and what it has locked.
    function _assertAccount(address account, int256 won, uint256 locked, string memory who) internal view {
        Account memory a = hub.viewAccount(account);
        assertEq(a.stake, uint256(int256(FUNDS) + won), string.concat(who, ": stake"));
        assertEq(a.locked, locked, string.concat(who, ": locked"));
    }

    // orders

    /// @dev Orders that match, unsigned: one task, trust 1, with a dataset.
    function _orders() internal view returns (Orders memory o) {
        o.app.app = app;
        o.app.appprice = APP_PRICE;
        o.app.volume = 1000;
        o.dataset.dataset = dataset;
        o.dataset.datasetprice = DATASET_PRICE;
        o.dataset.volume = 1000;
        o.workerpool.workerpool = workerpool;
        o.workerpool.workerpoolprice = POOL_PRICE;
        o.workerpool.volume = 1000;
        o.workerpool.trust = 1000;
        o.request.app = app;
        o.request.appmaxprice = APP_PRICE;
        o.request.dataset = dataset;
        o.request.datasetmaxprice = DATASET_PRICE;
        o.request.workerpoolmaxprice = POOL_PRICE;
        o.request.requester = requester;
        o.request.beneficiary = requester;
        o.request.volume = 1;
        o.request.params = "0xabc";
    }

    function _withoutDataset(Orders memory o) internal pure {
        delete o.dataset;
        o.request.dataset = address(0);
        o.request.datasetmaxprice = 0;
    }

    function _sign(Orders memory o) internal view {
        o.app.sign = _signature(APP_OWNER, _hash(o.app));
        if (o.dataset.dataset != address(0)) o.dataset.sign = _signature(DATASET_OWNER, _hash(o.dataset));
        o.workerpool.sign = _signature(SCHEDULER, _hash(o.workerpool));
        o.request.sign = _signature(REQUESTER, _hash(o.request));
    }

    function _hash(AppOrder memory o) internal view returns (bytes32) {
        return Eip712.digest(address(hub), Eip712.hash(o));
    }

    function _hash(DatasetOrder memory o) internal view returns (bytes32) {
        return Eip712.digest(address(hub), Eip712.hash(o));
    }

    function _hash(WorkerpoolOrder memory o) internal view returns (bytes32) {
        return Eip712.digest(address(hub), Eip712.hash(o));
    }

    function _hash(RequestOrder memory o) internal view returns (bytes32) {
        return Eip712.digest(address(hub), Eip712.hash(o));
    }

    function _signature(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function _messageSignature(uint256 key, bytes32 message) internal pure returns (bytes memory) {
        return _signature(key, keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n32", message)));
    }

    function _match(Orders memory o) internal returns (bytes32) {
        return hub.matchOrders(o.app, o.dataset, o.workerpool, o.request);
    }

    function _signAndMatch(Orders memory o) internal returns (bytes32) {
        _sign(o);
        return _match(o);
    }

    // tasks

    /// @dev A deal of one task that asks for a trust, and its task.
    function _task(uint256 trust) internal returns (bytes32) {
        return _taskWithSalt(trust, 0);
    }

    /// @dev Another such task.
    function _taskWithSalt(uint256 trust, bytes32 salt) internal returns (bytes32) {
        Orders memory o = _orders();
        o.request.trust = trust;
        o.request.salt = salt;
        return hub.initialize(_signAndMatch(o), 0);
    }

    /// @dev A task of as many contributors as there can be: the first dissents, the others reach a trust of 2²⁹ with
    /// the last of them, and all of these but the last reveal.
    function _crowdedTask(bytes32 digest) internal returns (bytes32 taskid) {
        Orders memory o = _orders();
        o.workerpool.trust = o.request.trust = 2 ** 29;
        taskid = hub.initialize(_signAndMatch(o), 0);
        for (uint256 i; i < 32; ++i) {
            if (i > 4) _fund(_worker(i));
            _contribute(taskid, _worker(i), i == 0 ? keccak256("dissent") : digest);
        }
        for (uint256 i = 1; i < 31; ++i) {
            _reveal(taskid, _worker(i), digest);
        }
    }

    function _resultHash(bytes32 taskid, bytes32 digest) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(taskid, digest));
    }

    function _seal(address worker, bytes32 taskid, bytes32 digest) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(worker, taskid, digest));
    }

    /// @dev The scheduler's authorisation for a worker without an enclave.
    function _authorization(address worker, bytes32 taskid) internal pure returns (bytes memory) {
        return _messageSignature(SCHEDULER, keccak256(abi.encodePacked(worker, taskid, address(0))));
    }

    function _contribute(bytes32 taskid, address worker, bytes32 digest) internal {
        bytes memory authorization = _authorization(worker, taskid);
        vm.prank(worker);
        hub.contribute(
            taskid, _resultHash(taskid, digest), _seal(worker, taskid, digest), address(0), "", authorization
        );
    }

    function _reveal(bytes32 taskid, address worker, bytes32 digest) internal {
        vm.prank(worker);
        hub.reveal(taskid, digest);
    }

    function _finalize(bytes32 taskid, bytes memory results) internal {
        vm.prank(scheduler);
        hub.finalize(taskid, results, "");
    }
}
