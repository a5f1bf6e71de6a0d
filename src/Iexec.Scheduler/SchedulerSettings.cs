using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;

namespace Iexec.Scheduler;

/// <summary>What the scheduler of one workerpool must be told.</summary>
public sealed record SchedulerSettings : ServiceSettings
{
    /// <summary>
    /// A scheduler's defaults. A worker asks about three times a minute, and some twenty times more for each task: many behind one address
    /// have room.
    /// </summary>
    public SchedulerSettings()
    {
        RequestsPerMinute = 6000;
        LimitsLoopback = false;
    }

    /// <summary>The pool it serves.</summary>
    public required Address Workerpool { get; init; }

    /// <summary>The key of the pool's owner, who authorises workers and finalises; remains the caller's.</summary>
    public required PrivateKey Owner { get; init; }

    /// <summary>The result store that the pool's workers upload to.</summary>
    public required Uri ResultStore { get; init; }

    /// <summary>The market where the pool's order and this service's address are published; null for none.</summary>
    public Uri? Market { get; init; }

    /// <summary>Where others reach this service; the address it listens on when null.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>A block before the pool's first deal.</summary>
    public ulong StartBlock { get; init; }

    /// <summary>How many blocks must stand on a block before what it says counts.</summary>
    public int Confirmations { get; init; }

    /// <summary>How often the chain is looked at.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often every open task is looked at though nothing hints at it.</summary>
    public TimeSpan LookAgain { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Limits for tasks.</summary>
    public SchedulerRules Rules { get; init; } = new();

    /// <summary>What the pool sells; null to sell nothing.</summary>
    public PoolOffer? Offer { get; init; }

    /// <summary>The only wallets that may work for the pool; empty for all who stake.</summary>
    public IReadOnlyCollection<Address> Workers { get; init; } = [];

    /// <summary>How long what an app printed is kept after its task is over.</summary>
    public TimeSpan KeepLogs { get; init; } = TimeSpan.FromDays(3);
}

/// <summary>The terms of the workerpool order that a scheduler keeps open in the market.</summary>
/// <param name="Price">Price of one task.</param>
/// <param name="Category">The category of tasks.</param>
/// <param name="Trust">The highest trust it certifies.</param>
/// <param name="Volume">How many tasks one order sells; the owner stakes 30 % of the price for each.</param>
/// <param name="Tag">What its machines offer.</param>
public sealed record PoolOffer(Rlc Price, ulong Category, ulong Trust, ulong Volume, Tag Tag = default);
