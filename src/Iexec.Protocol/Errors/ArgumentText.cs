using System.Globalization;
using System.Numerics;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>Arguments of errors as a reader expects them. A hostile contract gives numbers that are neither amount, time nor status.</summary>
internal static class ArgumentText
{
    private static readonly BigInteger LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static string Amount(object nano) =>
        (BigInteger)nano <= ulong.MaxValue ? Rlc.From((BigInteger)nano).ToString() : $"{nano} nRLC";

    public static string Time(object second) => (BigInteger)second <= LastSecond
        ? DateTimeOffset.FromUnixTimeSeconds((long)(BigInteger)second).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)
        : $"second {second} of Unix time";

    /// <summary>A registry's token is the address of the entry.</summary>
    public static string Entry(object token) => (BigInteger)token >> (8 * Address.Length) == 0
        ? Address.FromBytes(Bytes32.FromInteger((BigInteger)token).ToBytes().AsSpan(^Address.Length..)).ToString()
        : $"number {token}";

    public static string TaskStatus(object status) => (ChainTaskStatus)(int)(BigInteger)status switch
    {
        ChainTaskStatus.Unset => "unset: it has to be initialised first",
        ChainTaskStatus.Active => "active: it waits for contributions until enough workers agree",
        ChainTaskStatus.Revealing => "revealing: workers have agreed, and it takes no more contributions",
        ChainTaskStatus.Completed => "completed: everyone is paid, and nothing is left to do",
        ChainTaskStatus.Failed => "failed: everyone is refunded, and nothing is left to do",
        _ => $"of the unknown status {status}",
    };

    public static string ContributionStatus(object status) => (ContributionStatus)(int)(BigInteger)status switch
    {
        Protocol.ContributionStatus.Unset => "it has not contributed",
        Protocol.ContributionStatus.Proved => "its contribution is proved already",
        Protocol.ContributionStatus.Rejected => "its contribution is rejected, for nobody revealed in time before the task was reopened",
        var other => $"its contribution is {other}",
    };
}
