using System.Numerics;
using static Iexec.Protocol.ArgumentText;

namespace Iexec.Protocol;

/// <summary>Errors about deals and their tasks.</summary>
internal static class TaskErrors
{
    public static readonly ErrorSentence[] All =
    [
        new("error UnknownDeal(bytes32 dealid)",
            v => $"there is no deal {v[0]}: check its id, the chain and the hub"),
        new("error UnknownTask(bytes32 taskid)",
            v => $"there is no task {v[0]}: check its id, or initialise it first"),
        new("error TaskIndexOutOfRange(bytes32 dealid, uint256 idx, uint256 first, uint256 size)",
            v => $"deal {v[0]} has no task {v[1]}: its tasks are {v[2]} to {(BigInteger)v[2] + (BigInteger)v[3] - 1}"),
        new("error TaskAlreadyInitialized(bytes32 taskid)",
            v => $"task {v[0]} is initialised already: nothing is left to do for that"),
        new("error WrongTaskStatus(bytes32 taskid, uint8 status)",
            v => $"this cannot be done to task {v[0]}, which is {TaskStatus(v[1])}"),
        new("error CallerIsNotTheScheduler(bytes32 taskid, address scheduler)",
            v => $"only the scheduler of its workerpool may do this to task {v[0]}: use the wallet {v[1]}"),
        new("error ContributionDeadlineReached(bytes32 taskid, uint256 deadline)",
            v => $"it is too late to contribute to task {v[0]}, which took contributions until {Time(v[1])}"),
        new("error AlreadyContributed(bytes32 taskid, address worker)",
            v => $"{v[1]} has contributed to task {v[0]} already, which a worker can do once"),
        new("error TooManyContributors(bytes32 taskid, uint256 max)",
            v => $"task {v[0]} has all {v[1]} contributions it can take: work on another task"),
        new("error EnclaveRequired(bytes32 taskid)",
            v => $"task {v[0]} asks for a trusted execution environment: contribute with the address of an enclave"),
        new("error InvalidAuthorization(bytes32 taskid, address worker, address signer)",
            v => $"{v[1]} is not authorised to contribute to task {v[0]}: {v[2]} has to sign for this worker, task and enclave"),
        new("error InvalidEnclaveSignature(bytes32 taskid, address enclave)",
            v => $"the enclave {v[1]} has not signed this result of task {v[0]}"),
        new("error TrustAboveOne(bytes32 taskid, uint256 trust)",
            v => $"task {v[0]} asks for trust {v[1]}, but only trust 1 can be done in one step: contribute, and reveal later"),
        new("error TaskHasContributions(bytes32 taskid, uint256 contributions)",
            v => $"task {v[0]} has contributions ({v[1]}) and can no longer be done in one step: contribute, and reveal later"),
        new("error RevealDeadlineReached(bytes32 taskid, uint256 deadline)",
            v => $"it is too late to reveal for task {v[0]}, where results could be revealed until {Time(v[1])}"),
        new("error NothingToReveal(bytes32 taskid, address worker, uint8 status)",
            v => $"{v[1]} has nothing to reveal for task {v[0]}: {ContributionStatus(v[2])}"),
        new("error NotInConsensus(bytes32 taskid, address worker)",
            v => $"{v[1]} contributed another result to task {v[0]} than the one agreed on, and has nothing to reveal"),
        new("error ResultHashMismatch(bytes32 taskid, bytes32 resultDigest)",
            v => $"{v[1]} is not the digest that the workers of task {v[0]} agreed on: reveal the one that was contributed"),
        new("error ResultSealMismatch(bytes32 taskid, address worker)",
            v => $"{v[1]} sealed another digest for task {v[0]}: only a result that the worker computed itself can be revealed"),
        new("error RevealDeadlineNotReached(bytes32 taskid, uint256 deadline)",
            v => $"task {v[0]} cannot be reopened while workers can reveal: wait until {Time(v[1])}"),
        new("error AlreadyRevealed(bytes32 taskid, uint256 reveals)",
            v => $"task {v[0]} has a revealed result (reveals: {v[1]}): finalise it instead of reopening it"),
        new("error FinalDeadlineReached(bytes32 taskid, uint256 deadline)",
            v => $"it is too late to finish task {v[0]}, which had time until {Time(v[1])}: claim it, and its price is refunded"),
        new("error FinalDeadlineNotReached(bytes32 taskid, uint256 deadline)",
            v => $"task {v[0]} still has time, and cannot be claimed before {Time(v[1])}"),
        new("error RevealsMissing(bytes32 taskid, uint256 reveals, uint256 winners, uint256 deadline)",
            v => $"task {v[0]} cannot be finalised with {v[1]} of {v[2]} results revealed: wait for the others until {Time(v[3])}, when one is enough; if there is none, reopen it"),
        new("error ResultsCallbackMismatch(bytes32 taskid, bytes32 resultDigest)",
            v => $"the callback data is not what the workers of task {v[0]} agreed on: its hash has to be {v[1]}"),
        new("error InsufficientCallbackGas(uint256 callbackgas)",
            v => $"the transaction leaves less than the {v[0]} units of gas that the result's callback gets: send it with a higher gas limit"),
    ];
}
