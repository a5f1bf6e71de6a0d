using System.Security.Cryptography;

namespace Iexec.Ethereum.Tests.Crypto;

public sealed class Secp256k1AgreementTests
{
    private const int Cases = 10_000;

    [Fact]
    public void Managed_and_native_curve_agree_on_10_000_random_cases()
    {
        Assert.SkipUnless(NativeSecp256k1.IsAvailable, "libsecp256k1 is not installed.");
        var random = new Random(20260726);
        var (managed, native) = (new ManagedSecp256k1(), new NativeSecp256k1());
        byte[] key = new byte[32], hash = new byte[32], signature = new byte[64], other = new byte[64], publicKey = new byte[65], recovered = new byte[65];
        for (var i = 0; i < Cases; i++)
        {
            random.NextBytes(key);
            random.NextBytes(hash);
            Assert.Equal(native.IsPrivateKey(key), managed.IsPrivateKey(key));
            native.PublicKey(key, publicKey);
            managed.PublicKey(key, recovered);
            Assert.Equal(publicKey, recovered);

            var id = native.Sign(key, hash, signature);
            Assert.Equal(id, managed.Sign(key, hash, other));
            Assert.Equal(signature, other);
            Assert.True(managed.Verify(hash, signature, publicKey));
            Assert.True(managed.TryRecover(hash, signature, id, recovered));
            Assert.Equal(publicKey, recovered);

            // Broken signatures are judged alike, whatever key they recover.
            signature[random.Next(64)] ^= (byte)(1 << random.Next(8));
            id = random.Next(4);
            Assert.Equal(native.Verify(hash, signature, publicKey), managed.Verify(hash, signature, publicKey));
            var isRecovered = native.TryRecover(hash, signature, id, publicKey);
            Assert.Equal(isRecovered, managed.TryRecover(hash, signature, id, recovered));
            if (isRecovered) Assert.Equal(publicKey, recovered);
        }
    }

    [Theory]
    [InlineData("0x0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0x0000000000000000000000000000000000000000000000000000000000000001")]
    [InlineData("0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0")]
    [InlineData("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140")]
    [InlineData("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")]
    [InlineData("0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f")]
    [InlineData("0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void Managed_and_native_curve_agree_at_the_edges_of_the_order(string edge)
    {
        Assert.SkipUnless(NativeSecp256k1.IsAvailable, "libsecp256k1 is not installed.");
        var (managed, native) = (new ManagedSecp256k1(), new NativeSecp256k1());
        byte[] bytes = Hex.Decode(edge), key = Hex.Decode("0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318");
        byte[] a = new byte[65], b = new byte[65];
        Assert.Equal(native.IsPrivateKey(bytes), managed.IsPrivateKey(bytes));
        if (native.IsPrivateKey(bytes))
        {
            native.PublicKey(bytes, a);
            managed.PublicKey(bytes, b);
            Assert.Equal(a, b);
        }
        else
        {
            Assert.Throws<CryptographicException>(() => native.PublicKey(bytes, a));
            Assert.Throws<CryptographicException>(() => managed.PublicKey(bytes, b));
        }

        // As a hash: each verifies the other's signature. Beyond the order, libraries differ on whether RFC 6979 takes the hash reduced.
        var id = managed.Sign(key, bytes, a.AsSpan(0, 64));
        native.PublicKey(key, b);
        Assert.True(native.Verify(bytes, a.AsSpan(0, 64), b));
        var recovered = new byte[65];
        Assert.True(native.TryRecover(bytes, a.AsSpan(0, 64), id, recovered));
        Assert.Equal(b, recovered);

        // As the r or the s of a signature.
        foreach (var signature in new[] { [.. bytes, .. key], (byte[])[.. key, .. bytes] })
        {
            for (id = 0; id < 4; id++)
                Assert.Equal(native.TryRecover(key, signature, id, a), managed.TryRecover(key, signature, id, recovered));
            Assert.Equal(native.Verify(key, signature, b), managed.Verify(key, signature, b));
        }
    }

    [Fact]
    public void Lengths_that_could_read_beyond_a_buffer_are_refused()
    {
        ISecp256k1[] all = NativeSecp256k1.IsAvailable ? [new NativeSecp256k1(), new ManagedSecp256k1()] : [new ManagedSecp256k1()];
        foreach (var curve in all)
        {
            Assert.Throws<ArgumentException>(() => curve.IsPrivateKey(new byte[31]));
            Assert.Throws<ArgumentException>(() => curve.Sign(Key(), new byte[31], new byte[64]));
            Assert.Throws<ArgumentException>(() => curve.TryRecover(new byte[32], new byte[63], 0, new byte[65]));
            Assert.ThrowsAny<ArgumentException>(() => curve.TryRecover(new byte[32], new byte[64], 4, new byte[65]));
            Assert.ThrowsAny<ArgumentException>(() => curve.Sign(Key(), new byte[32], new byte[63]));
            Assert.ThrowsAny<ArgumentException>(() => curve.PublicKey(Key(), new byte[64]));
        }

        static byte[] Key() => Bytes32.FromInteger(1).ToBytes();
    }
}
