using System.Numerics;

namespace Iexec.Ethereum.Tests.Abi;

/// <summary>Random types, and random values of them.</summary>
internal sealed class RandomAbi(Random random)
{
    private static readonly string[] Fixed = ["address", "bool", "bytes32", "bytes", "string"];

    public AbiType Type(int depth = 3) => AbiType.Parse(Text(depth));

    public object Value(AbiType type) => type.Kind switch
    {
        AbiKind.UnsignedInteger => Unsigned(random.Next(type.Size + 1)),
        AbiKind.SignedInteger => random.Next(2) == 0 ? Unsigned(random.Next(type.Size)) : -1 - Unsigned(random.Next(type.Size)),
        AbiKind.Address => Address.FromBytes(Bytes(20)),
        AbiKind.Boolean => random.Next(2) == 0,
        AbiKind.FixedBytes when type.Size == 32 => Bytes32.FromBytes(Bytes(32)),
        AbiKind.FixedBytes => Bytes(type.Size),
        AbiKind.Bytes => Bytes(random.Next(70)),
        AbiKind.Text => string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => "aé🚀 z"[random.Next(2)])),
        AbiKind.Array => Enumerable.Range(0, type.Length ?? random.Next(4)).Select(_ => Value(type.Element!)).ToArray(),
        _ => type.Components.Select(c => Value(c.Type)).ToArray(),
    };

    private string Text(int depth) => random.Next(depth > 0 ? 9 : 5) switch
    {
        0 => $"uint{8 * random.Next(1, 33)}",
        1 => $"int{8 * random.Next(1, 33)}",
        2 => $"bytes{random.Next(1, 33)}",
        3 or 4 => Fixed[random.Next(Fixed.Length)],
        5 => $"{Text(depth - 1)}[]",
        6 => $"{Text(depth - 1)}[{random.Next(1, 4)}]",
        _ => $"({string.Join(',', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Text(depth - 1)))})",
    };

    private BigInteger Unsigned(int bits)
    {
        var value = new BigInteger(Bytes(33), isUnsigned: true);
        return value & ((BigInteger.One << bits) - 1);
    }

    private byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
