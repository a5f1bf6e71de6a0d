// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ContributionStatusEnum, TaskStatusEnum} from "./Views.sol";

// Errors of the hub. Where the published contracts revert with a string, so does the hub, with the same string;
// where they revert with nothing, one of these says what was wrong.

/// @notice `receiveApproval` was given data that is no call of matchOrders.
error UnsupportedOperation(bytes4 selector);
/// @notice The match inside `receiveApproval` failed without saying why.
error OperationFailed();
/// @notice The account that approved the deposit is not the requester of the order to match.
error CallerIsNotTheRequester();
/// @notice The dataset order cannot be used with the deal.
error IncompatibleDatasetOrder(string reason);

/// @notice Only the hub's owner may give it to another. As published; the owner's other functions revert with a string.
error NotContractOwner(address _user, address _contractOwner);

/// @notice A transfer or withdrawal of more than the account's free balance. ERC-6093.
error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed);
/// @notice A transfer of more than the spender may move. ERC-6093.
error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed);
/// @notice The token refused to pay a withdrawal.
error TokenTransferFailed(address to, uint256 amount);
/// @notice `receiveApproval` is for the token itself, or the account that gave the approval.
error CallerIsNotTheToken(address caller);
/// @notice A number that does not fit the bits it is stored in.
error NumberTooLarge(uint256 value, uint256 bits);
/// @notice More bytes than one contract's code can hold.
error DataTooLong(uint256 length, uint256 max);
/// @notice Two arrays that go together have different lengths.
error ArrayLengthMismatch(uint256 first, uint256 second);
/// @notice Data could not be written as code: it is there already, or the gas ran out.
error CodeNotWritten(bytes32 salt);

/// @notice The hub was given an extension without code.
error ExtensionMissing(address extension);
/// @notice Other registries have been announced; they can be changed to from `time` on, in Unix seconds.
error RegistriesNotChangeableYet(uint256 time);
/// @notice No token was given to `configure`.
error TokenMissing();
/// @notice No earlier hub is configured to import scores from.
error NoPreviousHub();
/// @notice The callback gas is not between the least and the most allowed.
error CallbackGasOutOfBounds(uint256 callbackgas, uint256 min, uint256 max);
/// @notice No category has this id.
error UnknownCategory(uint256 catid);
/// @notice A category's time unit is zero or above the most allowed, in seconds.
error TimeRefOutOfBounds(uint256 workClockTimeRef, uint256 max);

/// @notice The request asks for more trust than a task can reach.
error TrustTooHigh(uint256 trust, uint256 max);
/// @notice The pool's policy is outside what the protocol allows, in percent.
error PolicyOutOfBounds(uint256 workerStakeRatio, uint256 schedulerRewardRatio);

/// @notice No deal has this id.
error UnknownDeal(bytes32 dealid);
/// @notice No task has this id: it is not initialised, or does not exist.
error UnknownTask(bytes32 taskid);
/// @notice The index is not of this deal, whose tasks are first … first+size−1.
error TaskIndexOutOfRange(bytes32 dealid, uint256 idx, uint256 first, uint256 size);
/// @notice The task was initialised before.
error TaskAlreadyInitialized(bytes32 taskid);
/// @notice The task's status does not allow the call.
error WrongTaskStatus(bytes32 taskid, TaskStatusEnum status);
/// @notice Only the scheduler of the deal's workerpool may do this.
error CallerIsNotTheScheduler(bytes32 taskid, address scheduler);

/// @notice Too late to contribute.
error ContributionDeadlineReached(bytes32 taskid, uint256 deadline);
/// @notice The worker has contributed to this task before.
error AlreadyContributed(bytes32 taskid, address worker);
/// @notice The task has all the contributions it can take.
error TooManyContributors(bytes32 taskid, uint256 max);
/// @notice The deal's tag asks for a trusted execution environment: an enclave challenge is needed.
error EnclaveRequired(bytes32 taskid);
/// @notice The authorisation to contribute is not signed by `signer` (the scheduler, or the TEE broker).
error InvalidAuthorization(bytes32 taskid, address worker, address signer);
/// @notice The result is not signed by the enclave.
error InvalidEnclaveSignature(bytes32 taskid, address enclave);
/// @notice Contributing and finalising at once is for deals of trust 1.
error TrustAboveOne(bytes32 taskid, uint256 trust);
/// @notice Contributing and finalising at once is for tasks without contributions.
error TaskHasContributions(bytes32 taskid, uint256 contributions);

/// @notice Too late to reveal.
error RevealDeadlineReached(bytes32 taskid, uint256 deadline);
/// @notice The worker has no contribution that waits to be revealed.
error NothingToReveal(bytes32 taskid, address worker, ContributionStatusEnum status);
/// @notice The worker's contribution is not of the group that won the consensus.
error NotInConsensus(bytes32 taskid, address worker);
/// @notice The digest is not the one the consensus is about.
error ResultHashMismatch(bytes32 taskid, bytes32 resultDigest);
/// @notice The digest is right but the worker's seal was made for another: the result was not the worker's own.
error ResultSealMismatch(bytes32 taskid, address worker);
/// @notice Workers can still reveal.
error RevealDeadlineNotReached(bytes32 taskid, uint256 deadline);
/// @notice The result has been revealed: the task is to be finalised, not reopened.
error AlreadyRevealed(bytes32 taskid, uint256 reveals);

/// @notice Too late to finalise or reopen; the task can be claimed.
error FinalDeadlineReached(bytes32 taskid, uint256 deadline);
/// @notice Too early to claim.
error FinalDeadlineNotReached(bytes32 taskid, uint256 deadline);
/// @notice Not all winners have revealed and they have until `deadline`, or nobody has.
error RevealsMissing(bytes32 taskid, uint256 reveals, uint256 winners, uint256 deadline);
/// @notice The callback data does not hash to the digest of the consensus.
error ResultsCallbackMismatch(bytes32 taskid, bytes32 resultDigest);
/// @notice The transaction has too little gas for the callback it must make.
error InsufficientCallbackGas(uint256 callbackgas);
