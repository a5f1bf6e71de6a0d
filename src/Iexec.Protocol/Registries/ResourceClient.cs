using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>Reads the contracts of apps, datasets and workerpools.</summary>
/// <param name="eth">The chain.</param>
public sealed class ResourceClient(EthClient eth)
{
    private static readonly AbiFunction
        Owner = AbiFunction.Parse("function owner() returns (address)"),
        AppName = AbiFunction.Parse("function m_appName() returns (string)"),
        AppType = AbiFunction.Parse("function m_appType() returns (string)"),
        AppMultiaddr = AbiFunction.Parse("function m_appMultiaddr() returns (bytes)"),
        AppChecksum = AbiFunction.Parse("function m_appChecksum() returns (bytes32)"),
        AppMrEnclave = AbiFunction.Parse("function m_appMREnclave() returns (bytes)"),
        DatasetName = AbiFunction.Parse("function m_datasetName() returns (string)"),
        DatasetMultiaddr = AbiFunction.Parse("function m_datasetMultiaddr() returns (bytes)"),
        DatasetChecksum = AbiFunction.Parse("function m_datasetChecksum() returns (bytes32)"),
        PoolDescription = AbiFunction.Parse("function m_workerpoolDescription() returns (string)"),
        PoolStakeRatio = AbiFunction.Parse("function m_workerStakeRatioPolicy() returns (uint256)"),
        PoolRewardRatio = AbiFunction.Parse("function m_schedulerRewardRatioPolicy() returns (uint256)");

    /// <summary>The resource's owner.</summary>
    public async Task<Address> OwnerAsync(Address resource, CancellationToken ct) => (Address)await ReadAsync(resource, Owner, ct);

    /// <summary>An app.</summary>
    public async Task<AppInfo> AppAsync(Address app, CancellationToken ct) => new(
        (string)await ReadAsync(app, AppName, ct),
        (string)await ReadAsync(app, AppType, ct),
        (byte[])await ReadAsync(app, AppMultiaddr, ct),
        (Bytes32)await ReadAsync(app, AppChecksum, ct),
        (byte[])await ReadAsync(app, AppMrEnclave, ct));

    /// <summary>A dataset.</summary>
    public async Task<DatasetInfo> DatasetAsync(Address dataset, CancellationToken ct) => new(
        (string)await ReadAsync(dataset, DatasetName, ct),
        (byte[])await ReadAsync(dataset, DatasetMultiaddr, ct),
        (Bytes32)await ReadAsync(dataset, DatasetChecksum, ct));

    /// <summary>A workerpool.</summary>
    public async Task<WorkerpoolInfo> WorkerpoolAsync(Address pool, CancellationToken ct) => new(
        (string)await ReadAsync(pool, PoolDescription, ct),
        AbiRead.UInt64(await ReadAsync(pool, PoolStakeRatio, ct)),
        AbiRead.UInt64(await ReadAsync(pool, PoolRewardRatio, ct)));

    private async Task<object> ReadAsync(Address to, AbiFunction function, CancellationToken ct) =>
        function.DecodeResult(await eth.CallAsync(to, function.EncodeCall(), cancellationToken: ct))[0];
}
