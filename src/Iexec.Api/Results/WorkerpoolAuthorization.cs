using System.Text.Json.Serialization;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Api;

/// <summary>A scheduler's word, checked by the hub, that a worker may contribute to a task.</summary>
/// <param name="WorkerWallet">The worker.</param>
/// <param name="ChainTaskId">The task.</param>
/// <param name="EnclaveChallenge">The enclave's address; zero without a TEE.</param>
/// <param name="Signature">The pool owner's EIP-191 signature over <see cref="Hash"/>, 65 bytes.</param>
public sealed record WorkerpoolAuthorization(
    Address WorkerWallet,
    TaskId ChainTaskId,
    Address EnclaveChallenge,
    [property: JsonConverter(typeof(SignatureValueJsonConverter))] byte[] Signature)
{
    /// <summary>keccak256(worker, task, enclave), packed.</summary>
    public Bytes32 Hash() => HashOf(WorkerWallet, ChainTaskId, EnclaveChallenge);

    /// <summary>keccak256(worker, task, enclave), packed.</summary>
    public static Bytes32 HashOf(Address worker, TaskId task, Address enclave) =>
        Keccak256.Hash([.. worker.ToBytes(), .. task.Value.ToBytes(), .. enclave.ToBytes()]);

    /// <summary>An authorization signed by the pool's owner.</summary>
    public static WorkerpoolAuthorization Issue(PrivateKey scheduler, Address worker, TaskId task, Address enclave) =>
        new(worker, task, enclave, scheduler.SignMessage(HashOf(worker, task, enclave).ToBytes()).ToBytes());
}
