using System.Numerics;
using Iexec.Client.Tests.Following;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Scheduler.Tests.Network;
using Iexec.Testing;

namespace Iexec.Client.Tests.Deployment;

/// <summary>The published contracts on a chain, with something of everything that can be asked for: entries, a deal, a finished task.</summary>
internal sealed class PublishedContracts(PoolNetwork network, FinishedTask task, Address dataset)
{
    private static readonly AbiFunction Owner = AbiFunction.Parse("function owner() returns (address)");

    public Address App => task.Deal.App.Pointer;

    public Address Pool => task.Deal.Workerpool.Pointer;

    public Address AppOwner => task.Deal.App.Owner;

    public static async Task<PublishedContracts> CreateAsync(PoolNetwork network)
    {
        SharedData.SkipIfAbsent();
        var task = await FinishedTask.CreateAsync(network);
        var registered = await network.SendAsync(
            network.AppOwner.Address, RegistryCalls.CreateDataset(network.Contracts.DatasetRegistry, network.AppOwner.Address, new($"data of {task.Id}", [2], default)));
        return new(network, task, RegistryCalls.CreatedEntry(network.Contracts.DatasetRegistry, registered.Logs));
    }

    /// <summary>The owner of hub and registries.</summary>
    public async Task<Address> OwnerAsync() => (Address)Owner.DecodeResult(await network.Eth.CallAsync(network.Contracts.Hub, Owner.EncodeCall()))[0];

    /// <summary>Where a published ABI is answered.</summary>
    public Address At(string abi) => abi switch
    {
        "RLC" => network.Contracts.Rlc,
        "IexecInterfaceToken" => network.Contracts.Hub,
        "Registry" or "AppRegistry" => network.Contracts.AppRegistry,
        "DatasetRegistry" => network.Contracts.DatasetRegistry,
        "WorkerpoolRegistry" => network.Contracts.WorkerpoolRegistry,
        "RegistryEntry" or "App" => App,
        "Dataset" => dataset,
        "Workerpool" => Pool,
        _ => throw new ArgumentException($"no contract answers {abi}", nameof(abi)),
    };

    /// <summary>Arguments that a function can be called with at a contract; a view answers them.</summary>
    public object[] Arguments(AbiFunction function, Address contract) => function.Name switch
    {
        "viewApp" => [App],
        "viewDataset" => [dataset],
        "viewWorkerpool" => [Pool],
        "viewDeal" or "viewDealABILegacy_pt1" or "viewDealABILegacy_pt2" or "viewConfigABILegacy" => [task.Deal.Id.Value],
        "initialize" when contract == network.Contracts.Hub => [task.Deal.Id.Value, 0],
        "verifySignature" or "verifyPresignatureOrSignature" => [task.Worker, task.Id.Value, new byte[65]],
        "approveAndCall" => [network.Contracts.Hub, 0, Array.Empty<byte>()],
        "tokenOfOwnerByIndex" => [OwnerOf(contract), 0],
        _ => [.. function.Inputs.Select(i => i.Name == "tokenId" ? EntryOf(contract).ToWord().ToInteger() : Argument(i.Type))],
    };

    private Address EntryOf(Address registry) =>
        registry == network.Contracts.AppRegistry ? App : registry == network.Contracts.DatasetRegistry ? dataset : Pool;

    private Address OwnerOf(Address registry) => registry == network.Contracts.WorkerpoolRegistry ? task.Deal.Workerpool.Owner : AppOwner;

    private object Argument(AbiType type) => type.Kind switch
    {
        AbiKind.Address => task.Worker,
        AbiKind.Boolean => false,
        AbiKind.Bytes => Array.Empty<byte>(),
        AbiKind.Text => "",
        AbiKind.FixedBytes => type.Size == Bytes32.Length ? task.Id.Value : new byte[type.Size],
        AbiKind.Array => Array.Empty<object>(),
        AbiKind.Tuple => type.Components.Select(c => Argument(c.Type)).ToArray(),
        _ => BigInteger.Zero,
    };
}
