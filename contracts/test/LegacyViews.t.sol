// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../src/types/Views.sol";
import {Network, Orders} from "./support/Network.sol";

/// @title The flat views say what the others say.
contract LegacyViewsTest is Network {
    bytes32 private constant DIGEST = keccak256("result");
    bytes32 private dealid;
    bytes32 private taskid;

    function setUp() public override {
        super.setUp();
        Orders memory o = _orders();
        o.request.callback = address(0xCB);
        o.request.volume = 3;
        dealid = _signAndMatch(o);
        taskid = hub.initialize(dealid, 2);
        _contribute(taskid, _worker(0), DIGEST);
        _reveal(taskid, _worker(0), DIGEST);
    }

    function test_deal() public view {
        (
            address app_,
            address appOwner_,
            uint256 appPrice,
            address dataset_,
            address datasetOwner_,
            uint256 datasetPrice,
            address pool,
            address poolOwner,
            uint256 poolPrice
        ) = hub.viewDealABILegacy_pt1(dealid);
        assertEq(app_, app, "app");
        assertEq(appOwner_, appOwner, "app owner");
        assertEq(appPrice, APP_PRICE, "app price");
        assertEq(dataset_, dataset, "dataset");
        assertEq(datasetOwner_, datasetOwner, "dataset owner");
        assertEq(datasetPrice, DATASET_PRICE, "dataset price");
        assertEq(pool, workerpool, "workerpool");
        assertEq(poolOwner, scheduler, "workerpool owner");
        assertEq(poolPrice, POOL_PRICE, "workerpool price");
    }

    function test_deals_parties() public view {
        (uint256 trust, bytes32 tag, address requester_, address beneficiary, address callback, string memory params) =
            hub.viewDealABILegacy_pt2(dealid);
        assertEq(trust, 1, "trust");
        assertEq(tag, 0, "tag");
        assertEq(requester_, requester, "requester");
        assertEq(beneficiary, requester, "beneficiary");
        assertEq(callback, address(0xCB), "callback");
        assertEq(params, "0xabc", "params");
    }

    function test_deals_configuration() public view {
        (uint256 category, uint256 start, uint256 first, uint256 size, uint256 stake, uint256 ratio) =
            hub.viewConfigABILegacy(dealid);
        assertEq(category, 0, "category");
        assertEq(start, START, "start");
        assertEq(first, 0, "first");
        assertEq(size, 3, "size");
        assertEq(stake, WORKER_STAKE, "worker stake");
        assertEq(ratio, 1, "reward ratio");
    }

    function test_account() public view {
        (uint256 stake, uint256 locked) = hub.viewAccountABILegacy(requester);
        assertEq(stake, FUNDS - 3 * TASK_PRICE, "stake");
        assertEq(locked, 3 * TASK_PRICE, "locked");
        assertEq(hub.frozenOf(requester), locked, "frozen");
    }

    /// @dev The flat view is encoded as the struct's fields without the three it does not have.
    function test_task() public {
        (, bytes memory flat) = address(hub).call(abi.encodeCall(hub.viewTaskABILegacy, (taskid)));
        Task memory t = hub.viewTask(taskid);
        bytes memory head =
            abi.encode(t.status, t.dealid, t.idx, t.timeref, t.contributionDeadline, t.revealDeadline, t.finalDeadline);
        bytes memory tail = abi.encode(t.consensusValue, t.revealCounter, t.winnerCounter);
        bytes memory fixedPart = new bytes(head.length + tail.length);
        for (uint256 i; i < fixedPart.length; ++i) {
            fixedPart[i] = flat[i];
        }
        assertEq(fixedPart, bytes.concat(head, tail), "fields");
        assertEq(t.revealCounter, 1, "reveals");
        assertEq(t.resultDigest, DIGEST, "digest");
        assertEq(t.resultsTimestamp, 0, "timestamp");
    }

    function test_contribution() public view {
        (ContributionStatusEnum status, bytes32 hash, bytes32 seal, address enclave) =
            hub.viewContributionABILegacy(taskid, _worker(0));
        assertEq(uint8(status), uint8(ContributionStatusEnum.PROVED), "status");
        assertEq(hash, _resultHash(taskid, DIGEST), "hash");
        assertEq(seal, _seal(_worker(0), taskid, DIGEST), "seal");
        assertEq(enclave, address(0), "enclave");
    }

    function test_category() public view {
        (string memory name, string memory description, uint256 timeref) = hub.viewCategoryABILegacy(0);
        assertEq(name, "XS", "name");
        assertEq(description, "five minutes", "description");
        assertEq(timeref, T, "time unit");
    }

    function test_what_does_not_exist_is_empty() public view {
        bytes32 nothing = bytes32("nothing");
        Deal memory deal = hub.viewDeal(nothing);
        assertEq(deal.requester, address(0), "deal");
        Task memory task = hub.viewTask(nothing);
        assertEq(uint8(task.status), uint8(TaskStatusEnum.UNSET), "task");
        assertEq(task.contributors.length, 0, "contributors");
        Contribution memory contribution = hub.viewContribution(taskid, _worker(1));
        assertEq(uint8(contribution.status), uint8(ContributionStatusEnum.UNSET), "contribution");
        assertEq(hub.viewConsumed(nothing), 0, "consumed");
        assertEq(hub.viewPresigned(nothing), address(0), "presigned");
    }

    /// @dev Whatever the id, the flat views have the struct's fields.
    function testFuzz_deals_agree(bytes32 id, bool known, address account, string calldata params) public {
        Orders memory o = _orders();
        (o.request.params, o.request.salt, o.request.beneficiary) = (params, bytes32("another"), account);
        bytes32 another = _signAndMatch(o);
        if (known) id = another;
        Deal memory deal = hub.viewDeal(id);
        assertEq(deal.params, known ? params : "", "params");
        Resource[3] memory assets = [deal.app, deal.dataset, deal.workerpool];
        assertEq(_answer(abi.encodeCall(hub.viewDealABILegacy_pt1, (id))), abi.encode(assets), "assets");
        assertEq(
            _answer(abi.encodeCall(hub.viewDealABILegacy_pt2, (id))),
            abi.encode(deal.trust, deal.tag, deal.requester, deal.beneficiary, deal.callback, deal.params),
            "parties"
        );
        uint256[4] memory numbers = [deal.botFirst, deal.botSize, deal.workerStake, deal.schedulerRewardRatio];
        assertEq(
            _answer(abi.encodeCall(hub.viewConfigABILegacy, (id))),
            abi.encode(deal.category, deal.startTime, numbers),
            "configuration"
        );
    }

    function testFuzz_accounts_and_contributions_agree(address account, uint8 who) public {
        if (who < 5) account = _worker(who);
        Account memory funds = hub.viewAccount(account);
        assertEq(_answer(abi.encodeCall(hub.viewAccountABILegacy, (account))), abi.encode(funds), "account");
        assertEq(hub.balanceOf(account), funds.stake, "free");
        assertEq(hub.frozenOf(account), funds.locked, "locked");
        Contribution memory c = hub.viewContribution(taskid, account);
        assertEq(
            _answer(abi.encodeCall(hub.viewContributionABILegacy, (taskid, account))),
            abi.encode(c.status, c.resultHash, c.resultSeal, c.enclaveChallenge),
            "contribution"
        );
    }

    function testFuzz_tasks_and_categories_agree(bytes32 id, bool known, uint256 catid, string calldata name) public {
        if (known) id = taskid;
        Task memory t = hub.viewTask(id);
        bytes memory head = abi.encode(t.status, t.dealid, t.idx, t.timeref, t.contributionDeadline, t.revealDeadline);
        bytes memory tail = abi.encode(t.finalDeadline, t.consensusValue, t.revealCounter, t.winnerCounter);
        bytes memory flat = _answer(abi.encodeCall(hub.viewTaskABILegacy, (id)));
        assembly {
            mstore(flat, 320)
        }
        assertEq(flat, bytes.concat(head, tail), "task");
        hub.createCategory(name, "another", 60);
        catid %= 2;
        Category memory category = hub.viewCategory(catid);
        (string memory title, string memory description, uint256 timeref) = hub.viewCategoryABILegacy(catid);
        assertEq(
            abi.encode(title, description, timeref),
            abi.encode(category.name, category.description, category.workClockTimeRef),
            "category"
        );
    }

    function _answer(bytes memory call) private returns (bytes memory answer) {
        (, answer) = address(hub).call(call);
    }
}
