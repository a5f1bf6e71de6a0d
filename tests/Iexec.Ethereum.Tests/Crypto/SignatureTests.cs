using System.Numerics;
using System.Text;
using System.Text.Json;

namespace Iexec.Ethereum.Tests.Crypto;

public sealed class SignatureTests
{
    [Theory]
    [InlineData("Hello World", 27, "0x68a020a209d3d56c46f38cc50a33f704f4a9a10a59377f8dd762ac66910e9b907e865ad05c4035ab5792787d4a0297a43617ae897930a6fe4d822b8faea52064")]
    [InlineData("It's a small(er) world", 28, "0x9328da16089fcba9bececa81663203989f2df5fe1faa6291a45381c81bd17f76939c6d6b623b42da56557e5e734a43dc83345ddfadec52cbe24d0cc64f550793")]
    public void Compact_form_is_that_of_EIP_2098(string message, byte v, string compact)
    {
        using var key = PrivateKey.Parse("0x1234567890123456789012345678901234567890123456789012345678901234");
        var signature = key.SignMessage(Encoding.UTF8.GetBytes(message));
        Assert.Equal(v, signature.V);
        Assert.Equal(compact, Hex.Encode(signature.ToCompact()));
        Assert.Equal(signature, Signature.Parse(compact));
        Assert.Equal(signature, Signature.FromBytes(signature.ToBytes()));
        Assert.Equal(signature, JsonSerializer.Deserialize<Signature>(JsonSerializer.Serialize(signature)));
    }

    [Fact]
    public void A_last_byte_of_0_or_1_means_27_or_28()
    {
        var bytes = Sample().ToBytes();
        bytes[64] -= 27;
        Assert.Equal(Sample(), Signature.FromBytes(bytes));
    }

    [Fact]
    public void The_high_twin_of_a_signature_is_refused()
    {
        var signature = Sample();
        var high = signature with { S = Bytes32.FromInteger(Secp256k1.Order.ToInteger() - signature.S.ToInteger()), V = (byte)(55 - signature.V) };
        Assert.Contains("high s", Assert.Throws<FormatException>(() => Signature.FromBytes(high.ToBytes())).Message, StringComparison.Ordinal);
        Assert.False(high.TryRecover(Bytes32.Zero, out _));
    }

    [Fact]
    public void Parts_that_no_signature_has_are_refused()
    {
        var signature = Sample();
        Bytes32 order = Secp256k1.Order, largest = Bytes32.FromInteger(BigInteger.Pow(2, 256) - 1);
        Signature[] bad =
        [
            signature with { R = Bytes32.Zero }, signature with { R = order }, signature with { R = largest },
            signature with { S = Bytes32.Zero }, signature with { S = order }, signature with { S = largest },
            signature with { V = 2 }, signature with { V = 26 }, signature with { V = 29 },
        ];
        foreach (var b in bad)
        {
            Assert.Throws<FormatException>(() => Signature.FromBytes(b.ToBytes()));
            Assert.False(Signature.TryParse(b.ToString(), out _));
            Assert.Throws<FormatException>(() => b.Recover(Bytes32.Zero));
        }
        foreach (var length in new[] { 0, 1, 63, 66 }) Assert.Throws<FormatException>(() => Signature.FromBytes(new byte[length]));
        Assert.Throws<FormatException>(() => default(Signature).Recover(Bytes32.Zero));
    }

    [Fact]
    public void A_changed_hash_recovers_another_account()
    {
        using var key = PrivateKey.Create();
        var hash = Keccak256.HashText("a");
        Assert.Equal(key.Address, key.Sign(hash).Recover(hash));
        Assert.False(key.Sign(hash).TryRecover(Keccak256.HashText("b"), out var other) && other == key.Address);
    }

    private static Signature Sample()
    {
        using var key = PrivateKey.Parse("0x1234567890123456789012345678901234567890123456789012345678901234");
        return key.Sign(Keccak256.HashText("sample"));
    }
}
