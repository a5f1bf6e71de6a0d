using System.Numerics;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>Reads a registry (ERC-721): which resources are registered, and whose they are.</summary>
/// <param name="eth">The chain.</param>
/// <param name="registry">The registry's address.</param>
/// <param name="block">The block whose state is read; the newest unless said otherwise.</param>
public sealed class RegistryClient(EthClient eth, Address registry, BlockTag block = default)
{
    private static readonly AbiFunction
        IsRegisteredFunction = AbiFunction.Parse("function isRegistered(address) returns (bool)"),
        OwnerOfFunction = AbiFunction.Parse("function ownerOf(uint256) returns (address)"),
        BalanceOfFunction = AbiFunction.Parse("function balanceOf(address) returns (uint256)"),
        TokenOfOwnerFunction = AbiFunction.Parse("function tokenOfOwnerByIndex(address,uint256) returns (uint256)");

    /// <summary>Whether the registry knows the entry.</summary>
    public async Task<bool> IsRegisteredAsync(Address entry, CancellationToken ct) =>
        (bool)(await ReadAsync(IsRegisteredFunction, ct, entry))[0];

    /// <summary>The entry's owner.</summary>
    public async Task<Address> OwnerOfAsync(Address entry, CancellationToken ct) =>
        (Address)(await ReadAsync(OwnerOfFunction, ct, new BigInteger(entry.ToBytes(), isUnsigned: true, isBigEndian: true)))[0];

    /// <summary>How many entries someone owns.</summary>
    public async Task<ulong> CountAsync(Address owner, CancellationToken ct) =>
        AbiRead.UInt64((await ReadAsync(BalanceOfFunction, ct, owner))[0]);

    /// <summary>An owner's entry by index, from 0.</summary>
    public async Task<Address> EntryAsync(Address owner, ulong index, CancellationToken ct)
    {
        var token = (BigInteger)(await ReadAsync(TokenOfOwnerFunction, ct, owner, index))[0];
        return Address.FromBytes(Bytes32.FromInteger(token).ToBytes().AsSpan(12));
    }

    private async Task<object[]> ReadAsync(AbiFunction function, CancellationToken ct, params object[] args) =>
        function.DecodeResult(await eth.CallAsync(registry, function.EncodeCall(args), block: block, cancellationToken: ct));
}
