using System.Text.Json.Nodes;

namespace Iexec.Ethereum.Tests.Vectors;

public sealed class TypedDataVectorTests
{
    [Fact]
    public void Typed_data_has_the_known_encoding_digest_and_signature()
    {
        var signed = 0;
        foreach (var c in Vector.Load("typed-data", 130))
        {
            var typed = TypedData.Parse(new JsonObject
            {
                ["types"] = JsonNode.Parse(c.GetProperty("types").GetRawText()),
                ["primaryType"] = c.Text("primaryType"),
                ["domain"] = JsonNode.Parse(c.GetProperty("domain").GetRawText()),
                ["message"] = JsonNode.Parse(c.GetProperty("data").GetRawText()),
            }.ToJsonString());
            Assert.Equal(c.Text("encoded"), Hex.Encode(typed.Types.EncodeData(typed.PrimaryType, typed.Message)));
            Assert.Equal(c.Text("digest"), typed.Digest.ToString());
            if (!c.TryGetProperty("privateKey", out var key)) continue;
            signed++;
            using var signer = PrivateKey.Parse(key.GetString()!);
            Assert.Equal(c.Text("signature"), signer.Sign(typed.Digest).ToString());
        }
        Assert.Equal(1, signed);
    }
}
