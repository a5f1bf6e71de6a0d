using System.Numerics;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>A contribution's status on chain.</summary>
public enum ContributionStatus
{
    /// <summary>None.</summary>
    Unset,

    /// <summary>Given, not revealed.</summary>
    Contributed,

    /// <summary>Revealed, and equal to the consensus.</summary>
    Proved,

    /// <summary>Turned down by a reopening.</summary>
    Rejected,
}

/// <summary>A worker's contribution to a task, as the hub keeps it.</summary>
/// <param name="Status">Where it is.</param>
/// <param name="ResultHash">keccak256(task id, digest).</param>
/// <param name="ResultSeal">keccak256(worker, task id, digest).</param>
/// <param name="EnclaveChallenge">The enclave's address; zero without a TEE.</param>
/// <param name="LogWeight">The base-2 logarithm of the worker's weight.</param>
public sealed record Contribution(
    ContributionStatus Status,
    Bytes32 ResultHash,
    Bytes32 ResultSeal,
    Address EnclaveChallenge,
    ulong LogWeight)
{
    /// <summary>The hash that stands on chain for a digest.</summary>
    public static Bytes32 HashOf(TaskId task, Bytes32 digest) =>
        Keccak256.Hash([.. task.Value.ToBytes(), .. digest.ToBytes()]);

    /// <summary>The seal that binds a digest to the worker who knows it.</summary>
    public static Bytes32 SealOf(Address worker, TaskId task, Bytes32 digest) =>
        Keccak256.Hash([.. worker.ToBytes(), .. task.Value.ToBytes(), .. digest.ToBytes()]);

    internal static Contribution FromAbi(object[] v) => new(
        (ContributionStatus)(int)(BigInteger)v[0], (Bytes32)v[1], (Bytes32)v[2], (Address)v[3], AbiRead.UInt64(v[4]));
}
