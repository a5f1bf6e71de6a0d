using System.Text;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>What an app's contract says.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>DOCKER</c>.</param>
/// <param name="Multiaddr">Where the image is: for Docker, UTF-8 text <c>host/name:tag</c>.</param>
/// <param name="Checksum">SHA-256 digest of the image's manifest.</param>
/// <param name="MrEnclave">The enclave's measurement; empty without a TEE.</param>
public sealed record AppInfo(string Name, string Type, byte[] Multiaddr, Bytes32 Checksum, byte[] MrEnclave)
{
    /// <summary>The image's name as text.</summary>
    public string Image => Encoding.UTF8.GetString(Multiaddr);
}

/// <summary>What a dataset's contract says.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Multiaddr">Where it is.</param>
/// <param name="Checksum">SHA-256 of the file.</param>
public sealed record DatasetInfo(string Name, byte[] Multiaddr, Bytes32 Checksum);

/// <summary>What a workerpool's contract says.</summary>
/// <param name="Description">Free text.</param>
/// <param name="WorkerStakeRatio">Percentage of the price a worker stakes.</param>
/// <param name="SchedulerRewardRatio">Percentage of the reward the scheduler keeps.</param>
public sealed record WorkerpoolInfo(string Description, ulong WorkerStakeRatio, ulong SchedulerRewardRatio);
