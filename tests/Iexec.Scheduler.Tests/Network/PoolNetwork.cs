using System.Numerics;
using Iexec.Chain;
using Iexec.Client;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Testing;
using Xunit;

namespace Iexec.Scheduler.Tests.Network;

/// <summary>A chain with the contracts and an app, for all tests with services. Account 0 owns the contracts and all RLC.</summary>
public sealed class PoolNetwork : IAsyncLifetime
{
    private readonly Anvil _anvil = new();
    private DeployedContracts? _contracts;
    private int _names;

    /// <summary>The collection of tests that share it, one after another.</summary>
    public const string Tests = "a pool's network";

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(1) };

    public EthClient Eth => _anvil.EthClient;

    public HubClient Hub => new(Eth, Contracts.Hub);

    public HubCalls Calls => new(Contracts.Hub);

    public DeployedContracts Contracts => _contracts!;

    public Uri RpcUrl => _anvil.RpcUrl;

    public Eip712Domain Domain => OrderHashing.Domain(Anvil.ChainId, Contracts.Hub);

    public Address App { get; private set; }

    public PrivateKey AppOwner { get; private set; } = PrivateKey.Create();

    public async ValueTask InitializeAsync()
    {
        await _anvil.InitializeAsync();
        if (!IsInstalled())
            return;
        _contracts = await new ContractDeployer(new Sender(this, _anvil.Accounts[0].Address), "test").DeployAsync(null, default);
        AppOwner = await AccountAsync();
        App = RegistryCalls.CreatedEntry(Contracts.AppRegistry, (await SendAsync(
            AppOwner.Address, RegistryCalls.CreateApp(Contracts.AppRegistry, AppOwner.Address, new("app", "DOCKER", [1], default, [])))).Logs);
    }

    public async ValueTask DisposeAsync()
    {
        await _anvil.DisposeAsync();
        Http.Dispose();
    }

    /// <summary>Skips the running test where there is no Anvil.</summary>
    public void Required() => _anvil.SkipIfAbsent();

    /// <summary>An account nobody else uses, with gas and this much staked.</summary>
    public async Task<PrivateKey> AccountAsync(ulong stake = 0)
    {
        var key = PrivateKey.Create();
        await Eth.Rpc.CallAsync<object?>("anvil_setBalance", [key.Address, BigInteger.Pow(10, 20)]);
        await Eth.Rpc.CallAsync<object?>("anvil_impersonateAccount", [key.Address]);
        if (stake > 0)
        {
            await SendAsync(_anvil.Accounts[0].Address, TokenCalls.Transfer(Contracts.Rlc, key.Address, new(stake)));
            await SendAsync(key.Address, TokenCalls.Deposit(Contracts.Rlc, Contracts.Hub, new(stake)));
        }
        return key;
    }

    public async Task<Address> PoolAsync(PrivateKey owner) => RegistryCalls.CreatedEntry(Contracts.WorkerpoolRegistry, (await SendAsync(
        owner.Address, RegistryCalls.CreateWorkerpool(Contracts.WorkerpoolRegistry, owner.Address, $"pool {_names++}"))).Logs);

    /// <summary>Sends a call, which must succeed.</summary>
    public async Task<Receipt> SendAsync(Address from, ContractCall call)
    {
        var hash = await Eth.Rpc.CallAsync<Bytes32>("eth_sendTransaction", [new { From = from, call.To, call.Data, Gas = "0x1000000" }], default);
        var receipt = await Wait.UntilAsync(() => Eth.GetReceiptAsync(hash), r => r is not null);
        Assert.True(receipt!.Succeeded, receipt.Succeeded ? "" : await WhyAsync(from, call));
        return receipt;
    }

    private async Task<string> WhyAsync(Address from, ContractCall call)
    {
        try
        {
            await Eth.CallAsync(new CallRequest(call.To, call.Data, from));
            return "a test's call failed, but would succeed now";
        }
        catch (RpcException e)
        {
            return e.RevertData is { } data ? RevertReason.Explain(data) : e.Message;
        }
    }

    /// <summary>Puts the chain's clock forward.</summary>
    public async Task PutClockForwardAsync(ulong seconds)
    {
        await Eth.Rpc.CallAsync<object?>("evm_increaseTime", [seconds], default);
        await Eth.Rpc.CallAsync<object?>("anvil_mine", ["0x1"], default);
    }

    private bool IsInstalled()
    {
        try
        {
            _anvil.SkipIfAbsent();
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private sealed class Sender(PoolNetwork network, Address wallet) : ITransactionSender
    {
        public Address Wallet => wallet;

        public async Task<TransactionResult> SendAsync(ContractCall call, string purpose, bool retry = false, CancellationToken ct = default)
        {
            var receipt = await network.SendAsync(wallet, call);
            return new(receipt.TransactionHash, receipt);
        }
    }
}

[CollectionDefinition(PoolNetwork.Tests)]
public sealed class PoolNetworkTests : ICollectionFixture<PoolNetwork>;
