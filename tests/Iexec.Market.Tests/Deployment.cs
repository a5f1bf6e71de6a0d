using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Market.Tests;

/// <summary>The contracts of a test's chain.</summary>
public sealed record Deployment(Address Rlc, Address Hub, Address AppRegistry, Address DatasetRegistry, Address WorkerpoolRegistry, ulong Block)
{
    /// <summary>Deploys them, as <c>contracts/README.md</c> says.</summary>
    internal static async Task<Deployment> DeployAsync(AnvilSender sender)
    {
        var (rlc, block) = await CreateAsync("RLC");
        var (extension, _) = await CreateAsync("HubExtension");
        var (hub, _) = await CreateAsync("Hub", extension);
        var registries = new List<Address>();
        foreach (var name in new[] { "AppRegistry", "DatasetRegistry", "WorkerpoolRegistry" })
        {
            var (registry, _) = await CreateAsync(name);
            await CallAsync(registry, "function initialize(address)", Address.Zero);
            registries.Add(registry);
        }
        await CallAsync(
            hub, "function configure(address,string,string,uint8,address,address,address,address)",
            rlc, "Staked RLC", "SRLC", 9, registries[0], registries[1], registries[2], Address.Zero);
        foreach (var category in Category.Published)
            await sender.SendAsync(new HubCalls(hub).CreateCategory(category), category.Name);
        return new(rlc, hub, registries[0], registries[1], registries[2], block);

        async Task<(Address, ulong)> CreateAsync(string name, params object[] args)
        {
            var artifact = ContractArtifact.Load(name);
            var sent = await sender.SendAsync(new(null, [.. artifact.Bytecode, .. AbiCodec.Encode([.. args.Select(_ => AbiType.Parse("address"))], args)]), name);
            return (sent.Receipt.ContractAddress!.Value, sent.Receipt.BlockNumber);
        }

        Task CallAsync(Address to, string function, params object[] args) =>
            sender.SendAsync(new(to, AbiFunction.Parse(function).EncodeCall(args)), function);
    }
}
