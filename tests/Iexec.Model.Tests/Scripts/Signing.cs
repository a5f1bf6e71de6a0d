using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model.Tests;

/// <summary>Signatures as scripts name them: a person, <c>short:</c> and a person for 64 bytes, <c>wallet</c>, <c>junk</c> or <c>none</c>.</summary>
public static class Signing
{
    public static byte[] Bytes(string word, Bytes32 hash) => word switch
    {
        "none" => [],
        "junk" => new byte[65],
        "wallet" => hash.ToBytes(),
        _ when word.StartsWith("short:", StringComparison.Ordinal) => Cast.KeyOf(word["short:".Length..]).Sign(hash).ToCompact(),
        _ => Cast.KeyOf(word).Sign(hash).ToBytes(),
    };

    public static byte[] MessageBytes(string word, Bytes32 message) => Bytes(word, PersonalMessage.Hash(message.ToBytes()));

    /// <summary>The same for the model.</summary>
    public static ModelSignature Model(string word) => word switch
    {
        "none" => ModelSignature.Empty,
        "junk" => ModelSignature.By(Address.Zero),
        "wallet" => ModelSignature.ByContract(Cast.AddressOf("wallet")),
        _ => ModelSignature.By(Cast.AddressOf(word.Split(':')[^1])),
    };

    /// <summary>The same of something else than is asked: of nobody's, then, but of the same form.</summary>
    public static ModelSignature ModelOfOther(string word) => Model(word) with { Signer = PocoConstants.Kitty };
}
