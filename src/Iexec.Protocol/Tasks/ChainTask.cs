using System.Numerics;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>A task, as the hub keeps it. Times are seconds since 1970.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">Where it is.</param>
/// <param name="Deal">Its deal.</param>
/// <param name="Index">Its index in the deal's bag.</param>
/// <param name="TimeRef">T, in seconds.</param>
/// <param name="ContributionDeadline">Contributions are taken before it.</param>
/// <param name="RevealDeadline">Reveals are taken before it; zero before consensus.</param>
/// <param name="FinalDeadline">From here on anyone may claim.</param>
/// <param name="ConsensusValue">The result hash agreed on; zero before consensus.</param>
/// <param name="RevealCounter">How many winners have revealed.</param>
/// <param name="WinnerCounter">How many contributions agree with the consensus.</param>
/// <param name="Contributors">All who contributed, in order.</param>
/// <param name="ResultDigest">The digest revealed; zero before.</param>
/// <param name="Results">The link to the result, as the scheduler gave it.</param>
/// <param name="ResultsCallback">What the callback was given.</param>
public sealed record ChainTask(
    TaskId Id,
    ChainTaskStatus Status,
    DealId Deal,
    ulong Index,
    ulong TimeRef,
    ulong ContributionDeadline,
    ulong RevealDeadline,
    ulong FinalDeadline,
    Bytes32 ConsensusValue,
    ulong RevealCounter,
    ulong WinnerCounter,
    IReadOnlyList<Address> Contributors,
    Bytes32 ResultDigest,
    byte[] Results,
    byte[] ResultsCallback)
{
    internal static ChainTask FromAbi(TaskId id, object[] v) => new(
        id,
        (ChainTaskStatus)(int)(BigInteger)v[0],
        new DealId((Bytes32)v[1]),
        AbiRead.UInt64(v[2]),
        AbiRead.UInt64(v[3]),
        AbiRead.UInt64(v[4]),
        AbiRead.UInt64(v[5]),
        AbiRead.UInt64(v[6]),
        (Bytes32)v[7],
        AbiRead.UInt64(v[8]),
        AbiRead.UInt64(v[9]),
        [.. ((object[])v[10]).Cast<Address>()],
        (Bytes32)v[11],
        (byte[])v[12],
        (byte[])v[14]);
}
