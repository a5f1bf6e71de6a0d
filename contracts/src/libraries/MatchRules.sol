// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MAX_TRUST, TAG_TEE, TAG_TEE_FRAMEWORKS} from "../types/Constants.sol";
import {TrustTooHigh} from "../types/Errors.sol";
import {AppOrder, DatasetOrder, RequestOrder, WorkerpoolOrder} from "../types/Orders.sol";
import {Restriction} from "./Restriction.sol";

/// @title Which orders go together. Each rule has the published code, and they are checked in the published order.
/// @dev Without a dataset nobody has signed the dataset order, so nothing in it counts.
library MatchRules {
    using Restriction for address;

    /// @notice Reverts with "iExecV5-matchOrders-0x…" and the code unless the condition holds.
    function expect(bool condition, bytes2 code) internal pure {
        if (!condition) revert(string.concat("iExecV5-matchOrders-0x", string(abi.encodePacked(code))));
    }

    /// @notice Category, trust, prices and tags. Returns the deal's tag.
    function checkTerms(
        AppOrder calldata app,
        DatasetOrder calldata dataset,
        WorkerpoolOrder calldata workerpool,
        RequestOrder calldata request,
        bool categoryExists
    ) internal pure returns (bytes32 tag) {
        bool hasDataset = dataset.dataset != address(0);
        expect(request.category == workerpool.category, "00");
        expect(categoryExists, "01");
        expect(request.trust <= workerpool.trust, "02");
        if (request.trust > MAX_TRUST) revert TrustTooHigh(request.trust, MAX_TRUST);
        expect(request.appmaxprice >= app.appprice, "03");
        expect(!hasDataset || request.datasetmaxprice >= dataset.datasetprice, "04");
        expect(request.workerpoolmaxprice >= workerpool.workerpoolprice, "05");
        tag = app.tag | request.tag;
        if (hasDataset) tag |= dataset.tag & ~TAG_TEE_FRAMEWORKS;
        expect(tag & ~workerpool.tag == 0, "06");
        expect((tag ^ app.tag) & TAG_TEE == 0, "07");
    }

    /// @notice That the orders name each other's assets, or groups that these belong to.
    function checkParties(
        AppOrder calldata app,
        DatasetOrder calldata dataset,
        WorkerpoolOrder calldata workerpool,
        RequestOrder calldata request
    ) internal view {
        expect(request.app == app.app, "10");
        expect(request.dataset == dataset.dataset, "11");
        expect(request.workerpool.accepts(workerpool.workerpool), "12");
        expect(app.datasetrestrict.accepts(dataset.dataset), "13");
        expect(app.workerpoolrestrict.accepts(workerpool.workerpool), "14");
        expect(app.requesterrestrict.accepts(request.requester), "15");
        if (dataset.dataset != address(0)) {
            expect(dataset.apprestrict.accepts(app.app), "16");
            expect(dataset.workerpoolrestrict.accepts(workerpool.workerpool), "17");
            expect(dataset.requesterrestrict.accepts(request.requester), "18");
        }
        expect(workerpool.apprestrict.accepts(app.app), "19");
        expect(workerpool.datasetrestrict.accepts(dataset.dataset), "1a");
        expect(workerpool.requesterrestrict.accepts(request.requester), "1b");
    }
}
