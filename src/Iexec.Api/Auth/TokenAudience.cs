using Iexec.Ethereum;

namespace Iexec.Api;

/// <summary>
/// The one service that a <see cref="WalletToken"/> is for. It names the address by which it is called, so that whoever is given a token
/// can not use it elsewhere.
/// </summary>
/// <param name="Domain">What it serves.</param>
/// <param name="Authority">Host and port by which it is called.</param>
public sealed record TokenAudience(Eip712Domain Domain, string Authority)
{
    /// <summary>A workerpool's scheduler.</summary>
    /// <param name="chainId">The chain.</param>
    /// <param name="workerpool">The pool.</param>
    /// <param name="address">The address by which the scheduler is called.</param>
    public static TokenAudience Scheduler(ulong chainId, Address workerpool, Uri address) =>
        new(SchedulerDomain(chainId, workerpool), $"{address.IdnHost}:{address.Port}");

    /// <summary>The EIP-712 domain of what is signed to or about a workerpool's scheduler.</summary>
    /// <param name="chainId">The chain.</param>
    /// <param name="workerpool">The pool.</param>
    internal static Eip712Domain SchedulerDomain(ulong chainId, Address workerpool) => new("iExec Scheduler", "1", chainId, workerpool);
}
