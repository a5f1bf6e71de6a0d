// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Claim} from "./hub/Claim.sol";
import {Contribute} from "./hub/Contribute.sol";
import {ContributeAndFinalize} from "./hub/ContributeAndFinalize.sol";
import {Escrow} from "./hub/Escrow.sol";
import {Finalize} from "./hub/Finalize.sol";
import {Matching} from "./hub/Matching.sol";
import {Reveal} from "./hub/Reveal.sol";
import {StakedToken} from "./hub/StakedToken.sol";
import {CodeStore} from "./libraries/CodeStore.sol";
import {ExtensionMissing} from "./types/Errors.sol";

/// @title The hub: escrow, order matching and Proof-of-Contribution at one address.
/// @notice Answers the published iExec PoCo interface (token mode). What is called seldom, and most views, are in an
/// extension fixed at deployment. Nothing here can be upgraded.
contract Hub is StakedToken, Escrow, Matching, Contribute, ContributeAndFinalize, Reveal, Finalize, Claim {
    /// @notice The code of the functions that are not here (`HubExtension.sol`).
    address public immutable extension;

    /// @dev The deployer owns the hub until it transfers ownership.
    constructor(address extension_) {
        if (extension_.code.length == 0) revert ExtensionMissing(extension_);
        extension = extension_;
        _owner = msg.sender;
        emit OwnershipTransferred(address(0), msg.sender);
    }

    /// @dev Answers `CodeStore`; nobody else may send an empty call.
    receive() external payable {
        CodeStore.serve();
        revert("fallback-disabled");
    }

    fallback() external payable {
        address target = extension;
        assembly ("memory-safe") {
            let data := mload(0x40)
            calldatacopy(data, 0, calldatasize())
            let ok := delegatecall(gas(), target, data, calldatasize(), 0, 0)
            returndatacopy(data, 0, returndatasize())
            if ok { return(data, returndatasize()) }
            revert(data, returndatasize())
        }
    }
}
