using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Iexec.Protocol;

/// <summary>How the protocol's data reads and writes as JSON.</summary>
public static class ProtocolJson
{
    /// <summary>Service answers: camel case, numbers as numbers, numbers in strings accepted.</summary>
    public static JsonSerializerOptions Api { get; } = Create(JsonNumberHandling.AllowReadingFromString, indented: false);

    /// <summary>Files of the command line (<c>orders.json</c>): numbers as strings, indented by two.</summary>
    public static JsonSerializerOptions Files { get; } =
        Create(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString, indented: true);

    private static JsonSerializerOptions Create(JsonNumberHandling numbers, bool indented)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            NumberHandling = numbers,
            WriteIndented = indented,
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter(), new HexBytesJsonConverter() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LetNullsBeAbsent } },
        };
        options.MakeReadOnly();
        return options;
    }

    // Nulls are not written, so what may be null may be absent.
    private static void LetNullsBeAbsent(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => p.IsSetNullable))
            property.IsRequired = false;
    }
}
