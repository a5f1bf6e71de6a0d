using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>Constants of the published Proof-of-Contribution contracts.</summary>
public static class PocoConstants
{
    /// <summary>Contributions are taken until this many T after the task's initialisation reference.</summary>
    public const ulong ContributionDeadlineRatio = 7;

    /// <summary>Reveals are taken for this many T after consensus.</summary>
    public const ulong RevealDeadlineRatio = 2;

    /// <summary>The task can be claimed after this many T.</summary>
    public const ulong FinalDeadlineRatio = 10;

    /// <summary>A pool locks this percentage of its price as stake for each task.</summary>
    public const ulong WorkerpoolStakeRatio = 30;

    /// <summary>EIP-712 domain name of every order.</summary>
    public const string DomainName = "iExecODB";

    /// <summary>EIP-712 domain version of every order.</summary>
    public const string DomainVersion = "5.0.0";

    /// <summary>The account that collects seized pool stakes.</summary>
    public static Address Kitty { get; } = Address.Parse("0x99c2268479b93fDe36232351229815DF80837e23");
}
