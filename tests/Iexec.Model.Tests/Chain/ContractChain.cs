using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Testing;

namespace Iexec.Model.Tests;

/// <summary>
/// A chain with the contracts and the cast, as <see cref="Cast.Start"/> has them in the model. Scripts are simulated on top of
/// it (<c>eth_simulateV1</c>): the real code runs, call after call, at the times the script says, and nothing stays.
/// </summary>
[CollectionDefinition(Tests)]
public sealed class ContractChain : Anvil, IAsyncLifetime, ICollectionFixture<ContractChain>
{
    /// <summary>The collection of tests that share the chain, one after another.</summary>
    public const string Tests = "contracts";

    private const ulong OneEther = 1_000_000_000_000_000_000;

    private readonly Dictionary<ResourceKind, Address> _registries = [];
    private Cast? _cast;

    /// <summary>Everyone and everything. Skips the running test where Anvil is not installed.</summary>
    public Cast Cast
    {
        get
        {
            SkipIfAbsent();
            return _cast!;
        }
    }

    private Address Chief => Accounts[0].Address;

    // A script's block has more calls than a real one could.
    protected override IEnumerable<string> Arguments => ["--gas-limit", "100000000000"];

    /// <summary>Simulates calls, each at its time, which never goes back.</summary>
    public async Task<IReadOnlyList<SimulatedCall>> SimulateAsync(IEnumerable<(ulong Time, CallRequest Call)> calls)
    {
        var all = calls.ToList();
        var blocks = new List<(ulong Time, List<object> Calls)>();
        foreach (var (time, call) in all)
        {
            if (blocks.Count == 0 || blocks[^1].Time != time)
                blocks.Add((time, []));
            blocks[^1].Calls.Add(new { call.From, call.To, Input = call.Data, Gas = 10_000_000UL });
        }
        var request = new { BlockStateCalls = blocks.Select(b => new { BlockOverrides = new { b.Time }, b.Calls }), Validation = false };
        var simulated = await EthClient.Rpc.CallAsync<IReadOnlyList<SimulatedBlock>>("eth_simulateV1", [request, BlockTag.Latest]);
        IReadOnlyList<SimulatedCall> answers = [.. simulated.SelectMany(b => b.Calls)];
        return answers.Count == all.Count ? answers : throw new InvalidOperationException($"{all.Count} calls, but {answers.Count} answers.");
    }

    /// <summary>The same by transactions in blocks, one a block; taken back at the end.</summary>
    public async Task<IReadOnlyList<Receipt>> MineAsync(IEnumerable<(ulong Time, CallRequest Call)> calls)
    {
        var before = await EthClient.Rpc.CallAsync<string>("evm_snapshot", []);
        await EthClient.Rpc.CallAsync<object?>("anvil_setBlockTimestampInterval", [0]);
        await EthClient.Rpc.CallAsync<object?>("anvil_autoImpersonateAccount", [true]);
        var receipts = new List<Receipt>();
        foreach (var (time, call) in calls)
        {
            await EthClient.Rpc.CallAsync<object?>("evm_setNextBlockTimestamp", [time]);
            await EthClient.Rpc.CallAsync<object?>("anvil_setBalance", [call.From, OneEther]);
            receipts.Add(await ReceiptAsync(await EthClient.Rpc.CallAsync<Bytes32>(
                "eth_sendTransaction", [new { call.From, call.To, call.Data, Gas = 10_000_000UL }])));
        }
        await EthClient.Rpc.CallAsync<object?>("evm_revert", [before]);
        return receipts;
    }

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        if (!IsAbsent)
            await DeployAsync();
    }

    private async Task DeployAsync()
    {
        foreach (var (name, code) in Cast.Contracts)
            await EthClient.Rpc.CallAsync<object?>("anvil_setCode", [Cast.AddressOf(name), code]);
        var rlc = await CreateAsync("RLC");
        var hub = await CreateAsync("Hub", await CreateAsync("HubExtension"));
        foreach (var kind in Enum.GetValues<ResourceKind>())
        {
            _registries[kind] = await CreateAsync($"{kind}Registry");
            await SendAsync(_registries[kind], Play.Call("initialize(address)", Address.Zero));
        }
        await SendAsync(hub, Play.Call(
            "configure", rlc, "Staked RLC", "SRLC", 9, _registries[ResourceKind.App], _registries[ResourceKind.Dataset],
            _registries[ResourceKind.Workerpool], Cast.AddressOf("oldhub")));
        foreach (var category in Category.Published)
            await SendAsync(hub, new HubCalls(hub).CreateCategory(category).Data);

        var assets = new List<Address>();
        foreach (var (name, kind, owner) in Cast.Assets)
        {
            var (registry, to) = (_registries[kind], Cast.AddressOf(owner));
            var receipt = await SendAsync(registry, kind switch
            {
                ResourceKind.App => RegistryCalls.CreateApp(registry, to, new(name, "DOCKER", [], default, [])).Data,
                ResourceKind.Dataset => RegistryCalls.CreateDataset(registry, to, new(name, [], default)).Data,
                _ => RegistryCalls.CreateWorkerpool(registry, to, name).Data,
            });
            assets.Add(RegistryCalls.CreatedEntry(registry, receipt.Logs));
        }
        _cast = new(Chief, hub, rlc, _registries, assets);
        foreach (var person in Cast.People.Append("wallet"))
            await EnrichAsync(rlc, person);
    }

    private async Task EnrichAsync(Address rlc, string person)
    {
        var account = _cast![person];
        await SendAsync(rlc, Play.Call("transfer", account, (Cast.Fortune + Cast.Fortune).Nano));
        await SendAsync(rlc, Play.Call("forceApprove", account, _cast.Hub, Cast.Approved(person)));
        await EthClient.Rpc.CallAsync<object?>("anvil_setBalance", [account, OneEther]);
        await EthClient.Rpc.CallAsync<object?>("anvil_impersonateAccount", [account]);
        await SendAsync(_cast.Hub, Play.Call("deposit", Cast.Fortune.Nano), account);
    }

    private async Task<Address> CreateAsync(string name, params Address[] arguments)
    {
        var code = ContractArtifact.Load(name).Bytecode;
        var receipt = await SendAsync(null, [.. code, .. arguments.SelectMany(a => a.ToWord().ToBytes())]);
        return receipt.ContractAddress!.Value;
    }

    private async Task<Receipt> SendAsync(Address? to, byte[] data, Address? from = null)
    {
        var hash = await EthClient.Rpc.CallAsync<Bytes32>("eth_sendTransaction", [new { From = from ?? Chief, To = to, Data = data, Gas = 20_000_000UL }]);
        var receipt = await ReceiptAsync(hash);
        Assert.True(receipt.Succeeded, $"setting up the chain failed at {Hex.Encode(data.AsSpan(0, 4))} of {to}");
        return receipt;
    }
}
