using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Iexec.Ethereum.Tests.Vectors;

public sealed class AbiVectorTests
{
    [Fact]
    public void Values_encode_to_the_known_bytes_and_back()
    {
        foreach (var c in Vector.Load("abi", 1024))
        {
            var type = AbiType.Parse(c.Text("type"));
            Assert.Equal(Regex.Replace(c.Text("type"), @"int(?!\d)", "int256"), type.ToString());
            var value = Value(c.GetProperty("verbose"));
            var encoded = c.Text("encoded");
            Assert.Equal(encoded, Hex.Encode(AbiCodec.Encode([type], [value])));
            var decoded = AbiCodec.Decode([type], Hex.Decode(encoded));
            Assert.Equal(Plain(value), Plain(decoded[0]));
        }
    }

    private static object Value(JsonElement verbose)
    {
        var value = verbose.GetProperty("value");
        return verbose.Text("type") switch
        {
            "number" => BigInteger.Parse(value.GetString()!, CultureInfo.InvariantCulture),
            "hexstring" => Hex.Decode(value.GetString()!),
            "address" => Address.Parse(value.GetString()!),
            "boolean" => value.GetBoolean(),
            "string" => value.GetString()!,
            _ => value.EnumerateArray().Select(Value).ToArray(),
        };
    }

    private static object Plain(object value) => value switch
    {
        byte[] bytes => Hex.Encode(bytes),
        Bytes32 word => word.ToString(),
        object[] items => items.Select(Plain).ToArray(),
        _ => value,
    };
}
