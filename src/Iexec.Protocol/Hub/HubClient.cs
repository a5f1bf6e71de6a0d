using System.Numerics;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>Reads a hub.</summary>
/// <param name="eth">The chain.</param>
/// <param name="hub">The hub's address.</param>
/// <param name="block">The block whose state is read; the newest unless said otherwise.</param>
public sealed class HubClient(EthClient eth, Address hub, BlockTag block = default)
{
    /// <summary>The chain it reads.</summary>
    public EthClient Eth => eth;

    /// <summary>The hub's address.</summary>
    public Address Hub => hub;

    /// <summary>The EIP-712 domain of orders.</summary>
    public async Task<Eip712Domain> DomainAsync(CancellationToken ct) =>
        OrderHashing.Domain(await eth.ChainIdAsync(ct), hub);

    /// <summary>The RLC token, or the registry of a kind of resource.</summary>
    public async Task<Address> TokenAsync(CancellationToken ct) => (Address)(await ReadAsync(HubAbi.Token, ct))[0];

    /// <summary>The registry of apps, datasets or workerpools.</summary>
    public async Task<Address> RegistryAsync(ResourceKind kind, CancellationToken ct) => (Address)(await ReadAsync(
        kind switch
        {
            ResourceKind.App => HubAbi.AppRegistry,
            ResourceKind.Dataset => HubAbi.DatasetRegistry,
            _ => HubAbi.WorkerpoolRegistry,
        },
        ct))[0];

    /// <summary>Someone's escrow.</summary>
    public async Task<Account> ViewAccountAsync(Address owner, CancellationToken ct)
    {
        var v = (object[])(await ReadAsync(HubAbi.ViewAccount, ct, owner))[0];
        return new(AbiRead.Rlc(v[0]), AbiRead.Rlc(v[1]));
    }

    /// <summary>A worker's score.</summary>
    public async Task<BigInteger> ViewScoreAsync(Address worker, CancellationToken ct) =>
        (BigInteger)(await ReadAsync(HubAbi.ViewScore, ct, worker))[0];

    /// <summary>How much of an order's volume is used; the whole volume once it is closed.</summary>
    public async Task<BigInteger> ViewConsumedAsync(OrderHash order, CancellationToken ct) =>
        (BigInteger)(await ReadAsync(HubAbi.ViewConsumed, ct, order.Value))[0];

    /// <summary>How many categories there are.</summary>
    public async Task<ulong> CountCategoryAsync(CancellationToken ct) =>
        AbiRead.UInt64((await ReadAsync(HubAbi.CountCategory, ct))[0]);

    /// <summary>A category.</summary>
    public async Task<Category> ViewCategoryAsync(ulong id, CancellationToken ct)
    {
        var v = (object[])(await ReadAsync(HubAbi.ViewCategory, ct, id))[0];
        return new(id, (string)v[0], (string)v[1], AbiRead.UInt64(v[2]));
    }

    /// <summary>A deal; check <see cref="Deal.Exists"/>.</summary>
    public async Task<Deal> ViewDealAsync(DealId id, CancellationToken ct) =>
        Deal.FromAbi(id, (object[])(await ReadAsync(HubAbi.ViewDeal, ct, id.Value))[0]);

    /// <summary>A task; one never initialised has status <see cref="ChainTaskStatus.Unset"/>.</summary>
    public async Task<ChainTask> ViewTaskAsync(TaskId id, CancellationToken ct) =>
        ChainTask.FromAbi(id, (object[])(await ReadAsync(HubAbi.ViewTask, ct, id.Value))[0]);

    /// <summary>A worker's contribution to a task.</summary>
    public async Task<Contribution> ViewContributionAsync(TaskId task, Address worker, CancellationToken ct) =>
        Contribution.FromAbi((object[])(await ReadAsync(HubAbi.ViewContribution, ct, task.Value, worker))[0]);

    /// <summary>Whether the hub takes a presignature, or else a signature, as the signer's.</summary>
    public async Task<bool> VerifySignatureAsync(Address signer, Bytes32 digest, byte[] sign, CancellationToken ct)
    {
        try
        {
            return (bool)(await ReadAsync(HubAbi.VerifySignature, ct, signer, digest, sign))[0];
        }
        catch (RpcException)
        {
            return false;
        }
    }

    /// <summary>Gas a result's callback may use.</summary>
    public async Task<BigInteger> CallbackGasAsync(CancellationToken ct) =>
        (BigInteger)(await ReadAsync(HubAbi.CallbackGas, ct))[0];

    private async Task<object[]> ReadAsync(AbiFunction function, CancellationToken ct, params object[] args) =>
        function.DecodeResult(await eth.CallAsync(hub, function.EncodeCall(args), block: block, cancellationToken: ct));
}
