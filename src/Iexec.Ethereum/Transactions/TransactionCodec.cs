using System.Numerics;

namespace Iexec.Ethereum;

/// <summary>Transactions as bytes: a type's number where there is one, then RLP (EIP-155, 2718, 2930, 1559).</summary>
internal static class TransactionCodec
{
    public static byte[] Encode(Transaction transaction, Signature? signature)
    {
        if (transaction.Type == TransactionType.Legacy) return Rlp.Encode(RlpItem.List([.. Common(transaction), .. LegacyTail(transaction, signature)]));
        var chainId = transaction.ChainId ?? throw new InvalidOperationException("Only a legacy transaction may have no chain id.");
        IEnumerable<RlpItem> tail = signature is { } s ? [RlpItem.Integer(s.YParity), .. Proof(s)] : [];
        var items = RlpItem.List(
            [RlpItem.Integer(chainId), .. Common(transaction), RlpItem.List([.. transaction.AccessList.Select(e => e.ToRlp())]), .. tail]);
        return [(byte)transaction.Type, .. Rlp.Encode(items)];
    }

    private static IEnumerable<RlpItem> Common(Transaction t) =>
    [
        RlpItem.Integer(t.Nonce),
        .. t.Type == TransactionType.DynamicFee
            ? (RlpItem[])[RlpItem.Integer(t.MaxPriorityFeePerGas), RlpItem.Integer(t.MaxFeePerGas)]
            : [RlpItem.Integer(t.GasPrice)],
        RlpItem.Integer(t.GasLimit),
        RlpItem.Bytes(t.To?.ToBytes() ?? []),
        RlpItem.Integer(t.Value),
        RlpItem.Bytes(t.Data),
    ];

    private static IEnumerable<RlpItem> LegacyTail(Transaction transaction, Signature? signature) => (signature, transaction.ChainId) switch
    {
        (null, null) => [],
        (null, { } chainId) => [RlpItem.Integer(chainId), RlpItem.Integer(0), RlpItem.Integer(0)],
        ({ } s, null) => [RlpItem.Integer(s.V), .. Proof(s)],
        ({ } s, { } chainId) => [RlpItem.Integer((BigInteger)chainId * 2 + 35 + s.YParity), .. Proof(s)],
    };

    private static IEnumerable<RlpItem> Proof(Signature s) => [RlpItem.Integer(s.R.ToInteger()), RlpItem.Integer(s.S.ToInteger())];
}
