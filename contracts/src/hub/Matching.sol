// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IHubMain} from "../interfaces/IHub.sol";
import {IWorkerpool} from "../interfaces/Registries.sol";
import {DealCode} from "../libraries/DealCode.sol";
import {Domain} from "../libraries/Domain.sol";
import {MatchRules} from "../libraries/MatchRules.sol";
import {Narrow} from "../libraries/Narrow.sol";
import {OrderHash} from "../libraries/OrderHash.sol";
import {MAX_WORKER_STAKE_RATIO, TAG_TEE, WORKERPOOL_STAKE_RATIO} from "../types/Constants.sol";
import {PolicyOutOfBounds} from "../types/Errors.sol";
import {AppOrder, DatasetOrder, RequestOrder, WorkerpoolOrder} from "../types/Orders.sol";
import {Deal} from "../types/Views.sol";
import {Ledger} from "./Ledger.sol";
import {OrderBook, OrderHashes} from "./OrderBook.sol";

/// @title Orders become deals.
abstract contract Matching is IHubMain, OrderBook, Ledger {
    using OrderHash for AppOrder;
    using OrderHash for DatasetOrder;
    using OrderHash for WorkerpoolOrder;
    using OrderHash for RequestOrder;

    /// @notice Matches orders into a deal that the requester pays. Anyone may call. Reverts with
    /// "iExecV5-matchOrders-0x…" and the code of the first rule that is broken (`libraries/MatchRules.sol`).
    /// @return dealid keccak256(request order's hash, its consumed volume before the match).
    /// @custom:errors "iExecV5-matchOrders-0x…", TrustTooHigh, "invalid-signature-format", NumberTooLarge,
    /// PolicyOutOfBounds, DataTooLong, CodeNotWritten, "IexecEscrow: Transfer amount exceeds balance"
    function matchOrders(
        AppOrder calldata app,
        DatasetOrder calldata dataset,
        WorkerpoolOrder calldata workerpool,
        RequestOrder calldata request
    ) external returns (bytes32 dealid) {
        return _match(app, dataset, workerpool, request, request.requester);
    }

    /// @notice Matches orders into a deal that the sender pays, and is refunded for. Whoever sees the request order
    /// can call `matchOrders` first, which bills the requester.
    /// @custom:errors "iExecV5-matchOrders-0x…", TrustTooHigh, "invalid-signature-format", NumberTooLarge,
    /// PolicyOutOfBounds, DataTooLong, CodeNotWritten, "IexecEscrow: Transfer amount exceeds balance"
    function sponsorMatchOrders(
        AppOrder calldata app,
        DatasetOrder calldata dataset,
        WorkerpoolOrder calldata workerpool,
        RequestOrder calldata request
    ) external returns (bytes32 dealid) {
        dealid = _match(app, dataset, workerpool, request, msg.sender);
        emit DealSponsored(dealid, msg.sender);
    }

    function _match(
        AppOrder calldata app,
        DatasetOrder calldata dataset,
        WorkerpoolOrder calldata workerpool,
        RequestOrder calldata request,
        address sponsor
    ) private returns (bytes32 dealid) {
        Deal memory deal;
        uint256 timeref = _categories[request.category].workClockTimeRef;
        deal.tag = MatchRules.checkTerms(app, dataset, workerpool, request, timeref != 0);
        MatchRules.checkParties(app, dataset, workerpool, request);
        OrderHashes memory hashes = _authenticate(deal, app, dataset, workerpool, request);
        uint256 volume = _volume(hashes, app, dataset, workerpool, request);
        MatchRules.expect(volume > 0, "60");

        _setTerms(deal, app, dataset, workerpool, request);
        deal.sponsor = sponsor;
        deal.botFirst = _orders[hashes.request].consumed;
        deal.botSize = volume;
        Narrow.to32(deal.botFirst + volume); // so that every task's index fits
        dealid = keccak256(abi.encodePacked(hashes.request, deal.botFirst));
        address broker = deal.tag & TAG_TEE != 0 ? _teeBroker : address(0);
        DealCode.write(dealid, deal, hashes.request, timeref, broker);

        _consume(hashes, volume);
        _lock(sponsor, (deal.app.price + deal.dataset.price + deal.workerpool.price) * volume);
        _lock(deal.workerpool.owner, deal.workerpool.price * WORKERPOOL_STAKE_RATIO / 100 * volume);
        emit SchedulerNotice(deal.workerpool.pointer, dealid);
        emit OrdersMatched(dealid, hashes.app, hashes.dataset, hashes.workerpool, hashes.request, volume);
    }

    /// @dev Every asset is registered and every order signed. Sets the owners in the deal.
    function _authenticate(
        Deal memory deal,
        AppOrder calldata app,
        DatasetOrder calldata dataset,
        WorkerpoolOrder calldata workerpool,
        RequestOrder calldata request
    ) private view returns (OrderHashes memory hashes) {
        bytes32 separator = Domain.separator();
        hashes.app = Domain.digest(separator, app.hash());
        deal.app.owner = _ownerOf(_appRegistry, app.app);
        MatchRules.expect(deal.app.owner != address(0), "20");
        MatchRules.expect(_isSigned(deal.app.owner, hashes.app, app.sign), "21");

        if (dataset.dataset != address(0)) {
            hashes.dataset = Domain.digest(separator, dataset.hash());
            deal.dataset.owner = _ownerOf(_datasetRegistry, dataset.dataset);
            MatchRules.expect(deal.dataset.owner != address(0), "30");
            MatchRules.expect(_isSigned(deal.dataset.owner, hashes.dataset, dataset.sign), "31");
        }

        hashes.workerpool = Domain.digest(separator, workerpool.hash());
        deal.workerpool.owner = _ownerOf(_workerpoolRegistry, workerpool.workerpool);
        MatchRules.expect(deal.workerpool.owner != address(0), "40");
        MatchRules.expect(_isSigned(deal.workerpool.owner, hashes.workerpool, workerpool.sign), "41");

        hashes.request = Domain.digest(separator, request.hash());
        MatchRules.expect(_isSigned(request.requester, hashes.request, request.sign), "50");
    }

    /// @dev Copies what was agreed into the deal: prices, certification, parties, and the pool's policy of the day.
    function _setTerms(
        Deal memory deal,
        AppOrder calldata app,
        DatasetOrder calldata dataset,
        WorkerpoolOrder calldata workerpool,
        RequestOrder calldata request
    ) private view {
        deal.app.pointer = app.app;
        deal.app.price = app.appprice;
        deal.dataset.pointer = dataset.dataset;
        if (dataset.dataset != address(0)) deal.dataset.price = dataset.datasetprice;
        deal.workerpool.pointer = workerpool.workerpool;
        deal.workerpool.price = Narrow.to64(workerpool.workerpoolprice);
        deal.trust = request.trust == 0 ? 1 : request.trust;
        deal.category = request.category;
        deal.requester = request.requester;
        deal.beneficiary = request.beneficiary;
        deal.callback = request.callback;
        deal.params = request.params;
        deal.startTime = block.timestamp;

        IWorkerpool pool = IWorkerpool(workerpool.workerpool);
        uint256 stakeRatio = pool.m_workerStakeRatioPolicy();
        uint256 rewardRatio = pool.m_schedulerRewardRatioPolicy();
        if (stakeRatio > MAX_WORKER_STAKE_RATIO || rewardRatio > 100) {
            revert PolicyOutOfBounds(stakeRatio, rewardRatio);
        }
        deal.workerStake = deal.workerpool.price * stakeRatio / 100;
        deal.schedulerRewardRatio = rewardRatio;
    }

    function _consume(OrderHashes memory hashes, uint256 volume) private {
        uint64 consumed = uint64(volume);
        _orders[hashes.app].consumed += consumed;
        if (hashes.dataset != 0) _orders[hashes.dataset].consumed += consumed;
        _orders[hashes.workerpool].consumed += consumed;
        _orders[hashes.request].consumed += consumed;
        _orders[hashes.request].matched += uint32(volume);
    }
}
