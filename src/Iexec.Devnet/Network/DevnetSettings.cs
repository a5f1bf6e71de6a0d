using Iexec.Devnet.Processes;
using Iexec.Protocol;
using Iexec.Worker.Running;

namespace Iexec.Devnet;

/// <summary>What a network on this machine is like.</summary>
public sealed record DevnetSettings
{
    /// <summary>The folder that keeps it; null for the user's own.</summary>
    public string? StateFolder { get; init; }

    /// <summary>The chain's id.</summary>
    public ulong ChainId { get; init; } = AnvilProcess.UsualChainId;

    /// <summary>How many workers join the pool.</summary>
    public int Workers { get; init; } = 3;

    /// <summary>Price of a task for the pool.</summary>
    public Rlc PoolPrice { get; init; } = Rlc.Parse("0.1 RLC");

    /// <summary>Price of a run of the sample app.</summary>
    public Rlc AppPrice { get; init; } = Rlc.Parse("0.05 RLC");

    /// <summary>The highest trust the pool certifies.</summary>
    public ulong Trust { get; init; } = 10;

    /// <summary>The pool's category.</summary>
    public ulong Category { get; init; }

    /// <summary>What apps reach over the network.</summary>
    public NetworkPolicy Network { get; init; }

    /// <summary>What apps may use; the wall time is the category's.</summary>
    public RunLimits Limits { get; init; } = new() { WallTime = TimeSpan.Zero };
}
