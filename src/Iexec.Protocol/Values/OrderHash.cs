using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>An order's EIP-712 struct digest: its identity in the hub and the market.</summary>
/// <param name="Value">The 32 bytes.</param>
[JsonConverter(typeof(ParsableJsonConverter<OrderHash>))]
public readonly record struct OrderHash(Bytes32 Value) : IParsable<OrderHash>
{
    /// <summary>Reads 32 bytes of <c>0x</c> hexadecimal.</summary>
    /// <exception cref="FormatException">The text is not that.</exception>
    public static OrderHash Parse(string s, IFormatProvider? provider = null) => new(Bytes32.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OrderHash result)
    {
        var ok = Bytes32.TryParse(s, out var value);
        result = new(value);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
