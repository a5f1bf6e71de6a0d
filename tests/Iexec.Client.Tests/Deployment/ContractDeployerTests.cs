using System.Text.Json;
using Iexec.Protocol;
using Iexec.Scheduler.Tests.Network;
using Xunit;

namespace Iexec.Client.Tests.Deployment;

[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class ContractDeployerTests(PoolNetwork network)
{
    [Fact]
    public async Task A_protocol_is_deployed_and_ready()
    {
        await using var wallet = await TestWallet.OpenAsync(network);
        var steps = new Steps();

        var deployed = await new ContractDeployer(wallet.Session.Sender, "first", steps).DeployAsync(null, default);

        var hub = new HubClient(network.Eth, deployed.Hub);
        Assert.Equal(deployed.Rlc, await hub.TokenAsync(default));
        Assert.Equal(deployed.AppRegistry, await hub.RegistryAsync(ResourceKind.App, default));
        Assert.Equal(deployed.DatasetRegistry, await hub.RegistryAsync(ResourceKind.Dataset, default));
        Assert.Equal(deployed.WorkerpoolRegistry, await hub.RegistryAsync(ResourceKind.Workerpool, default));
        Assert.Equal(5UL, await hub.CountCategoryAsync(default));
        foreach (var category in Category.Published)
            Assert.Equal(category, await hub.ViewCategoryAsync(category.Id, default));
        Assert.Equal(new Rlc(87_000_000 * Rlc.NanoPerRlc), await TokenCalls.BalanceAsync(network.Eth, deployed.Rlc, wallet.Session.Address, default));
        Assert.Contains("deploy Hub", steps.All);
    }

    [Fact]
    public async Task A_chains_own_token_is_used_and_the_owner_may_register_at_once()
    {
        await using var wallet = await TestWallet.OpenAsync(network);

        var deployed = await new ContractDeployer(wallet.Session.Sender, "first").DeployAsync(network.Contracts.Rlc, default);

        Assert.Equal(network.Contracts.Rlc, deployed.Rlc);
        Assert.Equal(network.Contracts.Rlc, await new HubClient(network.Eth, deployed.Hub).TokenAsync(default));
        await network.SendAsync(wallet.Session.Address, RegistryCalls.CreateWorkerpool(deployed.WorkerpoolRegistry, wallet.Session.Address, "pool"));
    }

    [Fact]
    public void The_addresses_read_and_write_as_json()
    {
        network.Required();
        var text = JsonSerializer.Serialize(network.Contracts, ProtocolJson.Files);

        Assert.Contains($"\"hub\": \"{network.Contracts.Hub}\"", text, StringComparison.Ordinal);
        Assert.Equal(network.Contracts, JsonSerializer.Deserialize<DeployedContracts>(text, ProtocolJson.Files));
    }

    private sealed class Steps : IProgress<string>
    {
        public List<string> All { get; } = [];

        public void Report(string value) => All.Add(value);
    }
}
