using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>Registering resources. Each creates a contract whose address the registry's <c>Transfer</c> event names.</summary>
public static class RegistryCalls
{
    private static readonly AbiFunction
        CreateAppFunction = AbiFunction.Parse("function createApp(address,string,string,bytes,bytes32,bytes) returns (address)"),
        CreateDatasetFunction = AbiFunction.Parse("function createDataset(address,string,bytes,bytes32) returns (address)"),
        CreateWorkerpoolFunction = AbiFunction.Parse("function createWorkerpool(address,string) returns (address)"),
        ChangePolicyFunction = AbiFunction.Parse("function changePolicy(uint256,uint256)");

    private static readonly AbiEvent TransferEvent =
        AbiEvent.Parse("event Transfer(address indexed from, address indexed to, uint256 indexed tokenId)");

    /// <summary>Registers an app.</summary>
    public static ContractCall CreateApp(Address registry, Address owner, AppInfo app) =>
        new(registry, CreateAppFunction.EncodeCall(owner, app.Name, app.Type, app.Multiaddr, app.Checksum, app.MrEnclave));

    /// <summary>Registers a dataset.</summary>
    public static ContractCall CreateDataset(Address registry, Address owner, DatasetInfo dataset) =>
        new(registry, CreateDatasetFunction.EncodeCall(owner, dataset.Name, dataset.Multiaddr, dataset.Checksum));

    /// <summary>Registers a workerpool.</summary>
    public static ContractCall CreateWorkerpool(Address registry, Address owner, string description) =>
        new(registry, CreateWorkerpoolFunction.EncodeCall(owner, description));

    /// <summary>Sets what workers of a pool stake and what its scheduler keeps, both in percent; by the pool's owner.</summary>
    public static ContractCall ChangePolicy(Address workerpool, ulong workerStakeRatio, ulong schedulerRewardRatio) =>
        new(workerpool, ChangePolicyFunction.EncodeCall(workerStakeRatio, schedulerRewardRatio));

    /// <summary>The entry that a transaction registered.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="logs">The transaction's logs.</param>
    /// <exception cref="InvalidOperationException">It registered none.</exception>
    public static Address CreatedEntry(Address registry, IEnumerable<Log> logs)
    {
        var log = logs.FirstOrDefault(l => l.Address == registry && TransferEvent.Matches(l))
            ?? throw new InvalidOperationException($"the transaction registered nothing in {registry}");
        return Address.FromBytes(log.Topics[3].ToBytes().AsSpan(12));
    }
}
