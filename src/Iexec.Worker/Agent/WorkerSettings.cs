using Iexec.Docker;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Worker.Running;

namespace Iexec.Worker;

/// <summary>What a worker must be told.</summary>
public sealed record WorkerSettings : ServiceSettings
{
    /// <summary>The worker's name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Its wallet, which stakes and is paid; remains the caller's.</summary>
    public required PrivateKey Key { get; init; }

    /// <summary>The workerpool it joins.</summary>
    public required Address Workerpool { get; init; }

    /// <summary>The pool's scheduler.</summary>
    public required Uri Scheduler { get; init; }

    /// <summary>The Docker Engine, on this host.</summary>
    public required DockerEndpoint Engine { get; init; }

    /// <summary>How many tasks run side by side at most.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>What apps reach over the network; the pool's policy.</summary>
    public NetworkPolicy Network { get; init; }

    /// <summary>What apps may use; the wall time is replaced by the category's.</summary>
    public RunLimits Limits { get; init; } = new() { WallTime = TimeSpan.Zero };

    /// <summary>What the images that it pulls may take of the disk together, in bytes; the least recently used are removed.</summary>
    public long ImagesBytes { get; init; } = 32L << 30;

    /// <summary>Where data on IPFS (<c>/ipfs/Qm…</c>) is fetched from: gateways that the operator trusts, tried in this order.</summary>
    public IReadOnlyList<Uri> IpfsGateways { get; init; } = [new("https://ipfs.io"), new("https://gateway.pinata.cloud"), new("https://dweb.link")];

    /// <summary>How long dataset and input files may take to come.</summary>
    public TimeSpan DownloadTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether dataset and input files may come from private addresses; only for a network on one machine.</summary>
    public bool AllowPrivateData { get; init; }

    /// <summary>How often the chain is looked at while a contribution waits for consensus.</summary>
    public TimeSpan ChainPoll { get; init; } = TimeSpan.FromSeconds(2);
}
