using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Iexec.Testing;

namespace Iexec.Ethereum.Tests.Vectors;

/// <summary>Wycheproof's edge cases of ECDSA on secp256k1: a signature is right when its key can be recovered from it.</summary>
public sealed class WycheproofTests
{
    private static readonly BigInteger Order = Secp256k1.Order.ToInteger();

    public static TheoryData<string, int, bool> Files => new()
    {
        { "ecdsa_secp256k1_sha256_bitcoin_test", 463, true },
        { "ecdsa_secp256k1_sha256_p1363_test", 252, false },
        { "ecdsa_secp256k1_sha256_test", 476, false },
    };

    [Theory, MemberData(nameof(Files))]
    public void Every_case_is_judged_right(string file, int count, bool highIsInvalid)
    {
        var checkedCases = 0;
        foreach (var group in SharedData.Json($"wycheproof/{file}.json.gz").GetProperty("testGroups").EnumerateArray())
        {
            var key = Hex.Decode(group.GetProperty("publicKey").Text("uncompressed"));
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                var hash = SHA256.HashData(Hex.Decode(test.Text("msg")));
                var encoded = Hex.Decode(test.Text("sig"));
                var signature = group.Text("type") == "EcdsaP1363Verify" ? (encoded.Length == 64 ? encoded : null) : FromDer(encoded);
                if (signature is not null && !highIsInvalid) signature = LowS(signature);
                var isValid = signature is not null && IsOf(key, hash, signature);
                Assert.True(isValid == (test.Text("result") == "valid"), $"{file} {test.GetProperty("tcId")}: {test.Text("comment")}");
                checkedCases++;
            }
        }
        Assert.Equal(count, checkedCases);
    }

    private static bool IsOf(byte[] key, byte[] hash, byte[] signature)
    {
        var recovered = new byte[65];
        return Enumerable.Range(0, 4).Any(id => Secp256k1.TryRecover(hash, signature, id, recovered) && recovered.AsSpan().SequenceEqual(key));
    }

    private static byte[] LowS(byte[] signature)
    {
        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        return s > Order / 2 && s < Order ? [.. signature[..32], .. Bytes32.FromInteger(Order - s).ToBytes()] : signature;
    }

    private static byte[]? FromDer(byte[] der)
    {
        try
        {
            var reader = new AsnReader(der, AsnEncodingRules.DER);
            var sequence = reader.ReadSequence();
            var (r, s) = (sequence.ReadInteger(), sequence.ReadInteger());
            sequence.ThrowIfNotEmpty();
            reader.ThrowIfNotEmpty();
            return r.Sign < 0 || s.Sign < 0 ? null : [.. Bytes32.FromInteger(r).ToBytes(), .. Bytes32.FromInteger(s).ToBytes()];
        }
        catch (Exception e) when (e is AsnContentException or OverflowException)
        {
            return null;
        }
    }
}
