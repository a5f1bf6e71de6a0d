using Iexec.Chain;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Client;

/// <summary>Deploys the whole protocol to a chain; the sender's wallet becomes the owner of hub and registries.</summary>
/// <param name="sender">Sends the transactions.</param>
/// <param name="operation">What the caller calls this deployment; one that goes on under the same name deploys nothing twice.</param>
/// <param name="progress">Told of each step.</param>
public sealed class ContractDeployer(ITransactionSender sender, string operation, IProgress<string>? progress = null)
{
    private static readonly AbiFunction
        Initialize = AbiFunction.Parse("function initialize(address)"),
        Configure = AbiFunction.Parse("function configure(address,string,string,uint8,address,address,address,address)");

    /// <summary>Deploys hub, registries and categories, and the RLC token unless there is one.</summary>
    /// <param name="rlc">The chain's RLC token; null deploys one, whose supply goes to the sender.</param>
    /// <param name="ct">Cancels; contracts deployed so far stay unused.</param>
    public async Task<DeployedContracts> DeployAsync(Address? rlc, CancellationToken ct)
    {
        var token = rlc ?? (await CreateAsync("RLC")).Contract;
        var (extension, block) = await CreateAsync("HubExtension");
        var hub = (await CreateAsync("Hub", extension)).Contract;
        var apps = (await CreateAsync("AppRegistry")).Contract;
        var datasets = (await CreateAsync("DatasetRegistry")).Contract;
        var pools = (await CreateAsync("WorkerpoolRegistry")).Contract;
        foreach (var registry in new[] { apps, datasets, pools })
            await CallAsync($"initialize registry {registry}", new(registry, Initialize.EncodeCall(Address.Zero)));
        await CallAsync("configure the hub", new(hub, Configure.EncodeCall(token, "Staked RLC", "SRLC", 9, apps, datasets, pools, Address.Zero)));
        foreach (var category in Category.Published)
            await CallAsync($"create category {category.Name}", new HubCalls(hub).CreateCategory(category));
        return new(token, hub, extension, apps, datasets, pools, block);

        async Task<(Address Contract, ulong Block)> CreateAsync(string name, params object[] args)
        {
            progress?.Report($"deploy {name}");
            var artifact = ContractArtifact.Load(name);
            var types = artifact.Abi.Constructor.Select(p => p.Type).ToList();
            var sent = await sender.SendAsync(
                new(null, [.. artifact.Bytecode, .. AbiCodec.Encode(types, args)]), $"deploy {name} ({operation})", retry: true, ct);
            return (sent.Receipt.ContractAddress!.Value, sent.Receipt.BlockNumber);
        }

        async Task CallAsync(string step, ContractCall call)
        {
            progress?.Report(step);
            await sender.SendAsync(call, $"{step} ({operation})", retry: true, ct);
        }
    }
}
