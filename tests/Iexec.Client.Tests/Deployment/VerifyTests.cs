using System.Diagnostics;
using Iexec.Ethereum;
using Iexec.Scheduler.Tests.Network;
using Iexec.Testing;
using Xunit;

namespace Iexec.Client.Tests.Deployment;

/// <summary><c>contracts/verify</c> tells a deployment of these sources from anything else.</summary>
[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class VerifyTests(PoolNetwork network)
{
    [Fact]
    public async Task What_the_sources_compile_to_is_verified()
    {
        var (exitCode, output) = await VerifyAsync(network.Contracts.Hub);

        Assert.True(exitCode == 0, output);
        foreach (var contract in (string[])["Hub", "HubExtension", "AppRegistry", "App", "DatasetRegistry", "Dataset", "WorkerpoolRegistry", "Workerpool"])
            Assert.Matches($"(?m)^{contract} 0x[0-9a-fA-F]{{40}} is what the sources compile to$", output);
        Assert.Contains("callbackgas 200000", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_contract_is_not()
    {
        var (exitCode, output) = await VerifyAsync(network.Contracts.Rlc);

        Assert.Equal(1, exitCode);
        Assert.Contains("is not what the sources compile to", output, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output)> VerifyAsync(Address hub)
    {
        network.Required();
        Assert.SkipWhen(Repository.Root is null, "the tests run outside of the repository, which has contracts/verify");
        var script = Path.Combine(Repository.Root!, "contracts", "verify");
        using var process = Process.Start(new ProcessStartInfo(script, [network.RpcUrl.ToString(), hub.ToString()]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
