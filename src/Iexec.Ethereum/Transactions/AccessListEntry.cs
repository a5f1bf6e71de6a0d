namespace Iexec.Ethereum;

/// <summary>Storage that a transaction declares it will use (EIP-2930).</summary>
/// <param name="Address">The contract.</param>
/// <param name="StorageKeys">Its slots.</param>
public sealed record AccessListEntry(Address Address, IReadOnlyList<Bytes32> StorageKeys)
{
    internal RlpItem ToRlp() => RlpItem.List(
        RlpItem.Bytes(Address.ToBytes()), RlpItem.List([.. StorageKeys.Select(k => RlpItem.Bytes(k.ToBytes()))]));
}
