using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Client;

/// <summary>Registers and reads apps, datasets and workerpools.</summary>
/// <param name="client">The client.</param>
public sealed class Resources(IexecClient client)
{
    /// <summary>Registers an app; the wallet becomes its owner.</summary>
    /// <returns>The app's address.</returns>
    public Task<Address> DeployAppAsync(AppInfo app, CancellationToken ct) =>
        DeployAsync(ResourceKind.App, registry => RegistryCalls.CreateApp(registry, client.Key.Address, app), ct);

    /// <summary>Registers a dataset; the wallet becomes its owner.</summary>
    /// <returns>The dataset's address.</returns>
    public Task<Address> DeployDatasetAsync(DatasetInfo dataset, CancellationToken ct) =>
        DeployAsync(ResourceKind.Dataset, registry => RegistryCalls.CreateDataset(registry, client.Key.Address, dataset), ct);

    /// <summary>Registers a workerpool; the wallet becomes its owner, and its scheduler's key.</summary>
    /// <returns>The workerpool's address.</returns>
    public Task<Address> DeployWorkerpoolAsync(string description, CancellationToken ct) =>
        DeployAsync(ResourceKind.Workerpool, registry => RegistryCalls.CreateWorkerpool(registry, client.Key.Address, description), ct);

    /// <summary>Sets a workerpool's policy, in percent.</summary>
    public async Task<Bytes32> ChangePolicyAsync(Address workerpool, ulong workerStakeRatio, ulong schedulerRewardRatio, CancellationToken ct) =>
        (await client.SendAsync(RegistryCalls.ChangePolicy(workerpool, workerStakeRatio, schedulerRewardRatio), "policy", ct)).Hash;

    /// <summary>An app and its owner.</summary>
    /// <exception cref="UserException">The address is no registered app.</exception>
    public Task<(Address Owner, AppInfo Info)> AppAsync(Address app, CancellationToken ct) =>
        ShowAsync(ResourceKind.App, app, new ResourceClient(client.Eth).AppAsync, ct);

    /// <summary>A dataset and its owner.</summary>
    /// <exception cref="UserException">The address is no registered dataset.</exception>
    public Task<(Address Owner, DatasetInfo Info)> DatasetAsync(Address dataset, CancellationToken ct) =>
        ShowAsync(ResourceKind.Dataset, dataset, new ResourceClient(client.Eth).DatasetAsync, ct);

    /// <summary>A workerpool and its owner.</summary>
    /// <exception cref="UserException">The address is no registered workerpool.</exception>
    public Task<(Address Owner, WorkerpoolInfo Info)> WorkerpoolAsync(Address pool, CancellationToken ct) =>
        ShowAsync(ResourceKind.Workerpool, pool, new ResourceClient(client.Eth).WorkerpoolAsync, ct);

    /// <summary>Whose a resource is.</summary>
    /// <exception cref="UserException">The address is no such registered resource.</exception>
    public async Task<Address> OwnerAsync(ResourceKind kind, Address resource, CancellationToken ct)
    {
        var registry = await RegistryAsync(kind, ct);
        return await registry.IsRegisteredAsync(resource, ct)
            ? await registry.OwnerOfAsync(resource, ct)
            : throw new UserException($"{resource} is not a registered {kind.ToString().ToLowerInvariant()} on this chain");
    }

    /// <summary>How many of a kind someone owns.</summary>
    public async Task<ulong> CountAsync(ResourceKind kind, Address owner, CancellationToken ct) =>
        await (await RegistryAsync(kind, ct)).CountAsync(owner, ct);

    /// <summary>An owner's resource by index, from 0.</summary>
    /// <exception cref="UserException">The owner has fewer.</exception>
    public async Task<Address> ByIndexAsync(ResourceKind kind, Address owner, ulong index, CancellationToken ct)
    {
        var registry = await RegistryAsync(kind, ct);
        var count = await registry.CountAsync(owner, ct);
        return index < count
            ? await registry.EntryAsync(owner, index, ct)
            : throw new UserException($"{owner} owns {count} {kind.ToString().ToLowerInvariant()}s; there is none with index {index}");
    }

    private async Task<RegistryClient> RegistryAsync(ResourceKind kind, CancellationToken ct) =>
        new(client.Eth, await client.Hub.RegistryAsync(kind, ct));

    private async Task<Address> DeployAsync(ResourceKind kind, Func<Address, ContractCall> create, CancellationToken ct)
    {
        var registry = await client.Hub.RegistryAsync(kind, ct);
        var sent = await client.SendAsync(create(registry), $"deploy-{kind}", ct);
        return RegistryCalls.CreatedEntry(registry, sent.Receipt.Logs);
    }

    private async Task<(Address Owner, T Info)> ShowAsync<T>(
        ResourceKind kind, Address resource, Func<Address, CancellationToken, Task<T>> read, CancellationToken ct) =>
        (await OwnerAsync(kind, resource, ct), await read(resource, ct));
}
