// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Signatures} from "../libraries/Signatures.sol";
import {StoredDeal} from "../libraries/StoredDeal.sol";
import {TAG_TEE} from "../types/Constants.sol";
import "../types/Errors.sol";
import {TaskBase} from "./TaskBase.sol";

/// @title Who may contribute, and with which enclave.
abstract contract Authorization is TaskBase {
    /// @dev The sender is authorised for the task and the enclave by the scheduler, or with an enclave by the TEE broker
    /// if the deal has one. EIP-191 over keccak256(worker, taskid, enclave).
    function _requireAuthorization(bytes32 taskid, StoredDeal deal, address enclave, bytes calldata signature)
        internal
        view
    {
        if (enclave == address(0) && deal.tag() & TAG_TEE != 0) revert EnclaveRequired(taskid);
        address broker = enclave == address(0) ? address(0) : deal.teeBroker();
        address signer = broker == address(0) ? deal.scheduler() : broker;
        bytes32 message = keccak256(abi.encodePacked(msg.sender, taskid, enclave));
        if (!Signatures.isValidForMessage(signer, message, signature)) {
            revert InvalidAuthorization(taskid, msg.sender, signer);
        }
    }

    /// @dev The enclave, if there is one, vouches for the result. EIP-191 over keccak256(hash, seal).
    function _requireEnclave(bytes32 taskid, bytes32 hash, bytes32 seal, address enclave, bytes calldata signature)
        internal
        view
    {
        if (enclave == address(0)) return;
        if (!Signatures.isValidForMessage(enclave, keccak256(abi.encodePacked(hash, seal)), signature)) {
            revert InvalidEnclaveSignature(taskid, enclave);
        }
    }
}
