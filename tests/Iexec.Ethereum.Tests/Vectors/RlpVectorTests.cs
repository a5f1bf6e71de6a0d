using System.Text.Json;

namespace Iexec.Ethereum.Tests.Vectors;

public sealed class RlpVectorTests
{
    [Fact]
    public void Items_encode_to_the_known_bytes()
    {
        foreach (var c in Vector.Load("rlp", 61))
        {
            var item = Item(c.GetProperty("decoded"));
            Assert.Equal(c.Text("encoded"), Hex.Encode(Ethereum.Rlp.Encode(item)));
        }
    }

    private static RlpItem Item(JsonElement json) => json.ValueKind == JsonValueKind.Array
        ? RlpItem.List([.. json.EnumerateArray().Select(Item)])
        : RlpItem.Bytes(Hex.Decode(json.GetString()!));
}
