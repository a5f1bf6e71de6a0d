using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Iexec.Ethereum;

/// <summary>Which block a call is about: a number, or one of the names a node knows. The default is <see cref="Latest"/>.</summary>
[JsonConverter(typeof(Converter))]
public readonly record struct BlockTag
{
    private readonly string? _text;

    private BlockTag(string text) => _text = text;

    /// <summary>The newest block.</summary>
    public static BlockTag Latest => new("latest");

    /// <summary>The state with the transactions that wait for a block.</summary>
    public static BlockTag Pending => new("pending");

    /// <summary>The newest block that is unlikely to be reorganised.</summary>
    public static BlockTag Safe => new("safe");

    /// <summary>The newest block that cannot be reorganised.</summary>
    public static BlockTag Finalized => new("finalized");

    /// <summary>The first block.</summary>
    public static BlockTag Earliest => new("earliest");

    /// <summary>The block of a number.</summary>
    public static BlockTag Number(ulong number) => new("0x" + number.ToString("x", CultureInfo.InvariantCulture));

    /// <summary>The block of a number.</summary>
    public static implicit operator BlockTag(ulong number) => Number(number);

    /// <summary>As JSON-RPC writes it.</summary>
    public override string ToString() => _text ?? "latest";

    private sealed class Converter : JsonConverter<BlockTag>
    {
        public override BlockTag Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, BlockTag value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
