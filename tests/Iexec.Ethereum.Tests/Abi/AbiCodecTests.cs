using System.Numerics;

namespace Iexec.Ethereum.Tests.Abi;

public sealed class AbiCodecTests
{
    public static TheoryData<string, object> Misfits => new()
    {
        { "uint8", 256 }, { "uint8", -1 }, { "int8", 128 }, { "int8", -129 }, { "uint256", BigInteger.Pow(2, 256) }, { "int256", BigInteger.Pow(2, 255) },
        { "uint256", "1" }, { "uint256", 1.0 }, { "address", "0x0000000000000000000000000000000000000000" }, { "bool", 1 },
        { "bytes4", new byte[3] }, { "bytes4", new byte[5] }, { "bytes4", Bytes32.Zero }, { "bytes", "0x" }, { "string", new byte[1] },
        { "uint8[2]", new[] { 1 } }, { "uint8[]", 1 }, { "uint8[]", "12" }, { "(uint8,uint8)", new object[] { 1 } }, { "string", "\ud800" },
    };

    public static TheoryData<string, object> Extremes => new()
    {
        { "uint8", 255 }, { "int8", -128 }, { "int8", (sbyte)127 }, { "uint64", ulong.MaxValue }, { "uint128", UInt128.MaxValue }, { "int128", Int128.MinValue },
        { "uint256", BigInteger.Pow(2, 256) - 1 }, { "int256", -BigInteger.Pow(2, 255) },
    };

    [Theory, MemberData(nameof(Misfits))]
    public void Values_that_do_not_fit_are_refused(string type, object value) =>
        Assert.ThrowsAny<ArgumentException>(() => AbiCodec.Encode([AbiType.Parse(type)], [value]));

    [Theory, MemberData(nameof(Extremes))]
    public void The_extremes_of_integers_fit(string type, object value)
    {
        var decoded = AbiCodec.Decode([AbiType.Parse(type)], AbiCodec.Encode([AbiType.Parse(type)], [value]));
        Assert.Equal(value.ToString(), decoded[0].ToString());
    }

    [Fact]
    public void Any_sequence_makes_an_array()
    {
        AbiType[] types = [AbiType.Parse("uint16[]")];
        var expected = AbiCodec.Encode(types, [new object[] { 1, 2, 3 }]);
        Assert.Equal(expected, AbiCodec.Encode(types, [new List<ulong> { 1, 2, 3 }]));
        Assert.Equal(expected, AbiCodec.Encode(types, [Enumerable.Range(1, 3)]));
        Assert.Equal(expected, AbiCodec.Encode(types, [new byte[] { 1, 2, 3 }]));
    }

    [Fact]
    public void A_string_that_is_not_utf8_reads_with_replacements()
    {
        var data = Hex.Decode("00000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000001ff00000000000000000000000000000000000000000000000000000000000000");
        Assert.Contains('\uFFFD', (string)AbiCodec.Decode([AbiType.Parse("string")], data)[0]);
    }

    [Theory]
    [InlineData("uint8", "0000000000000000000000000000000000000000000000000000000000000100")]
    [InlineData("int8", "0000000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("bool", "0000000000000000000000000000000000000000000000000000000000000002")]
    [InlineData("address", "0000000000000000000000010000000000000000000000000000000000000000")]
    [InlineData("bytes4", "1122334400000000000000000000000000000000000000000000000000000001")]
    [InlineData("uint256", "00")]
    [InlineData("uint256", "")]
    [InlineData("uint256[2]", "0000000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("bytes", "0000000000000000000000000000000000000000000000000000000000000020")]
    [InlineData("bytes", "00000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("bytes", "0000000000000000000000000000000000000000000000000000000000000020ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("bytes", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("uint256[]", "0000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000007fffffff")]
    public void Data_that_is_not_of_the_type_is_refused(string type, string hex) =>
        Assert.Throws<FormatException>(() => AbiCodec.Decode([AbiType.Parse(type)], Hex.Decode(hex)));

    [Fact]
    public void A_missing_padding_and_bytes_after_the_end_are_accepted()
    {
        AbiType[] types = [AbiType.Parse("bytes")];
        var encoded = AbiCodec.Encode(types, [new byte[] { 1, 2, 3 }]);
        Assert.Equal(new byte[] { 1, 2, 3 }, AbiCodec.Decode(types, encoded.AsSpan(0, 67))[0]);
        Assert.Equal(new byte[] { 1, 2, 3 }, AbiCodec.Decode(types, [.. encoded, 9, 9])[0]);
    }

    [Fact]
    public void Offsets_that_point_to_the_same_bytes_cannot_blow_up_memory()
    {
        // Each level is an array of 100 offsets to the one array of the next level: 100⁵ values from 16 kB.
        const int Count = 100, Levels = 5;
        var data = new List<byte>(Bytes32.FromInteger(32).ToBytes());
        for (var level = 0; level < Levels; level++)
        {
            data.AddRange(Bytes32.FromInteger(Count).ToBytes());
            for (var i = 0; i < Count; i++) data.AddRange(Bytes32.FromInteger(Count * 32).ToBytes());
        }
        data.AddRange(new byte[32]);
        var type = AbiType.Parse("uint256" + string.Concat(Enumerable.Repeat("[]", Levels + 1)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<FormatException>(() => AbiCodec.Decode([type], data.ToArray()));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }
}
