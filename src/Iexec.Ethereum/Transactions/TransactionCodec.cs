using System.Numerics;

namespace Iexec.Ethereum;

/// <summary>Transactions as bytes: a type's number where there is one, then RLP (EIP-155, 2718, 2930, 1559).</summary>
internal static class TransactionCodec
{
    private const int LegacyFields = 6;

    public static byte[] Encode(Transaction transaction, Signature? signature)
    {
        if (transaction.Type == TransactionType.Legacy) return Rlp.Encode(RlpItem.List([.. Common(transaction), .. LegacyTail(transaction, signature)]));
        var chainId = transaction.ChainId ?? throw new InvalidOperationException("Only a legacy transaction may have no chain id.");
        IEnumerable<RlpItem> tail = signature is { } s ? [RlpItem.Integer(s.YParity), .. Proof(s)] : [];
        var items = RlpItem.List(
            [RlpItem.Integer(chainId), .. Common(transaction), RlpItem.List([.. transaction.AccessList.Select(e => e.ToRlp())]), .. tail]);
        return [(byte)transaction.Type, .. Rlp.Encode(items)];
    }

    public static SignedTransaction Decode(ReadOnlySpan<byte> raw) => raw switch
    {
        [] => throw new FormatException("A transaction has at least one byte."),
        [>= 0xc0, ..] => DecodeLegacy(Rlp.Decode(raw).AsList()),
        [(byte)TransactionType.AccessList, ..] => DecodeTyped(TransactionType.AccessList, Rlp.Decode(raw[1..]).AsList()),
        [(byte)TransactionType.DynamicFee, ..] => DecodeTyped(TransactionType.DynamicFee, Rlp.Decode(raw[1..]).AsList()),
        _ => throw new FormatException($"Transactions of type {raw[0]} are not supported; 0, 1 and 2 are."),
    };

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

    private static SignedTransaction DecodeLegacy(IReadOnlyList<RlpItem> items)
    {
        Expect(items, LegacyFields + 3);
        var v = items[LegacyFields].AsInteger();
        if (v != 27 && v != 28 && v < 35) throw new FormatException($"The v of a legacy transaction is 27, 28, or 35 and more; found {v}.");
        var isProtected = v >= 35;
        var transaction = new Transaction
        {
            Type = TransactionType.Legacy,
            ChainId = isProtected ? Number((v - 35) / 2) : null,
            Nonce = Number(items[0].AsInteger()),
            GasPrice = items[1].AsInteger(),
            GasLimit = Number(items[2].AsInteger()),
            To = To(items[3]),
            Value = items[4].AsInteger(),
            Data = items[5].AsBytes(),
        };
        return new(transaction, Signature(items, isProtected ? (v - 35) % 2 : v - 27));
    }

    private static SignedTransaction DecodeTyped(TransactionType type, IReadOnlyList<RlpItem> items)
    {
        var isDynamic = type == TransactionType.DynamicFee;
        Expect(items, isDynamic ? 12 : 11);
        var gas = isDynamic ? 4 : 3;
        var transaction = new Transaction
        {
            Type = type,
            ChainId = Number(items[0].AsInteger()),
            Nonce = Number(items[1].AsInteger()),
            GasPrice = isDynamic ? 0 : items[2].AsInteger(),
            MaxPriorityFeePerGas = isDynamic ? items[2].AsInteger() : 0,
            MaxFeePerGas = isDynamic ? items[3].AsInteger() : 0,
            GasLimit = Number(items[gas].AsInteger()),
            To = To(items[gas + 1]),
            Value = items[gas + 2].AsInteger(),
            Data = items[gas + 3].AsBytes(),
            AccessList = [.. items[gas + 4].AsList().Select(AccessListEntry.FromRlp)],
        };
        return new(transaction, Signature(items, items[^3].AsInteger()));
    }

    private static void Expect(IReadOnlyList<RlpItem> items, int count)
    {
        if (items.Count != count) throw new FormatException($"A signed transaction of this type has {count} fields, found {items.Count}.");
    }

    private static Signature Signature(IReadOnlyList<RlpItem> items, BigInteger parity) => parity <= 1
        ? Ethereum.Signature.FromBytes(
            [.. Bytes32.FromInteger(items[^2].AsInteger()).ToBytes(), .. Bytes32.FromInteger(items[^1].AsInteger()).ToBytes(), (byte)parity])
        : throw new FormatException($"The y parity of a signature is 0 or 1, found {parity}.");

    private static ulong Number(BigInteger value) => value <= ulong.MaxValue ? (ulong)value : throw new FormatException($"{value} is too large for this field of a transaction.");

    private static Address? To(RlpItem item) => item.AsBytes() is [] ? null : Address.FromBytes(item.AsBytes());
}
