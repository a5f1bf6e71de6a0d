// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IApprovalReceiver} from "../../src/interfaces/External.sol";
import {IHubExtension, IHubMain} from "../../src/interfaces/IHub.sol";
import {Workerpool} from "../../src/registries/Workerpool.sol";
import {Reenterer} from "../support/Reenterer.sol";
import {Test} from "../support/Test.sol";
import {Actors} from "./Actors.sol";
import {ITransfers} from "./Governing.sol";

/// @dev Functions of a contract for forge to call.
struct Selectors {
    address target;
    bytes4[] selectors;
}

/// @title Whatever anyone does in whatever order, money and history stay what the protocol says.
contract InvariantsTest is Test {
    Actors private _actors;

    function setUp() public {
        _actors = new Actors();
        _actors.setUp();
    }

    /// @dev Where forge looks for whom to call …
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_actors);
    }

    /// @dev … and what.
    function targetSelectors() external view returns (Selectors[] memory targets) {
        targets = new Selectors[](1);
        targets[0] = Selectors(address(_actors), _actors.verbs());
    }

    function invariant_the_books_are_right() public view {
        _actors.checkBooks();
    }

    function afterInvariant() public {
        _actors.checkHistory();
    }

    /// @dev Any order of calls, the same each time, in which every verb succeeds several times.
    function test_every_verb_succeeds() public {
        bytes4[] memory verbs = _actors.verbs();
        for (uint256 i; i < 5000; ++i) {
            uint256 seed = uint256(keccak256(abi.encode(i)));
            (bool ok,) = address(_actors).call(abi.encodeWithSelector(verbs[seed % verbs.length], seed));
            assertTrue(ok, "a handler never reverts");
        }
        bytes4[35] memory expected = [
            IHubMain.deposit.selector,
            IHubMain.depositFor.selector,
            IHubMain.depositForArray.selector,
            IHubMain.withdraw.selector,
            IHubMain.withdrawTo.selector,
            IHubExtension.recover.selector,
            IHubMain.transfer.selector,
            IHubMain.transferFrom.selector,
            IHubMain.approve.selector,
            IHubMain.increaseAllowance.selector,
            IHubMain.decreaseAllowance.selector,
            IHubMain.approveAndCall.selector,
            IApprovalReceiver.receiveApproval.selector,
            IHubExtension.manageAppOrder.selector,
            IHubExtension.manageDatasetOrder.selector,
            IHubExtension.manageWorkerpoolOrder.selector,
            IHubExtension.manageRequestOrder.selector,
            IHubMain.matchOrders.selector,
            IHubMain.sponsorMatchOrders.selector,
            IHubMain.initialize.selector,
            IHubMain.initializeArray.selector,
            IHubMain.contribute.selector,
            IHubMain.contributeAndFinalize.selector,
            IHubMain.reveal.selector,
            IHubMain.reopen.selector,
            IHubMain.finalize.selector,
            IHubMain.claim.selector,
            IHubMain.claimArray.selector,
            IHubMain.initializeAndClaimArray.selector,
            IHubExtension.importScore.selector,
            IHubExtension.setTeeBroker.selector,
            IHubExtension.setCallbackGas.selector,
            Workerpool.changePolicy.selector,
            ITransfers.transferFrom.selector,
            Reenterer.receiveResult.selector
        ];
        for (uint256 i; i < expected.length; ++i) {
            uint256 times = _actors.succeeded(expected[i]);
            assertTrue(times >= 3, string.concat("seldom: ", vm.toString(abi.encodePacked(expected[i]))));
        }
    }
}
