using System.Text.Json;
using Iexec.Client;
using Iexec.Devnet.Processes;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Devnet;

/// <summary>Where everything of a running network is, as its state folder's <c>devnet.json</c> tells the command line.</summary>
/// <param name="Pid">The process that runs it.</param>
/// <param name="StartTicks">That process's start, so that another with its number is not mistaken for it.</param>
/// <param name="Chain">The chain, as an entry of <c>chain.json</c>.</param>
/// <param name="Faucet">Where to get ether and RLC.</param>
/// <param name="Registry">The image registry.</param>
/// <param name="Results">The result store.</param>
/// <param name="Scheduler">The workerpool's scheduler.</param>
/// <param name="Workerpool">The workerpool.</param>
/// <param name="App">The sample app.</param>
/// <param name="Image">The sample app's image.</param>
/// <param name="Workers">The workers' wallets.</param>
public sealed record DevnetInfo(
    int Pid,
    ulong StartTicks,
    ChainConfig Chain,
    Uri Faucet,
    Uri Registry,
    Uri Results,
    Uri Scheduler,
    Address Workerpool,
    Address App,
    string Image,
    IReadOnlyList<Address> Workers)
{
    private const string FileName = "devnet.json";

    /// <summary>The network that runs on this machine under this user; null if there is none.</summary>
    public static DevnetInfo? Read()
    {
        var path = Path.Combine(StateFolder.DefaultPath, FileName);
        if (!File.Exists(path))
            return null;
        var info = JsonSerializer.Deserialize<DevnetInfo>(File.ReadAllText(path), ProtocolJson.Files);
        return info is not null && new ProcessIdentity(info.Pid, info.StartTicks).IsAlive ? info : null;
    }

    internal void Write(StateFolder state) =>
        File.WriteAllText(Path.Combine(state.Path, FileName), JsonSerializer.Serialize(this, ProtocolJson.Files));
}
