using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text.Json.Serialization;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>A deal on chain: keccak256(request order hash, volume consumed before the match).</summary>
/// <param name="Value">The 32 bytes.</param>
[JsonConverter(typeof(ParsableJsonConverter<DealId>))]
public readonly record struct DealId(Bytes32 Value) : IParsable<DealId>
{
    /// <summary>The id of the deal a match creates.</summary>
    /// <param name="request">The request order's hash.</param>
    /// <param name="consumedBefore">The request's volume consumed before this match, which is also the deal's first task index.</param>
    public static DealId Of(OrderHash request, ulong consumedBefore) =>
        new(Keccak256.Hash([.. request.Value.ToBytes(), .. Bytes32.FromInteger(new BigInteger(consumedBefore)).ToBytes()]));

    /// <summary>Reads 32 bytes of <c>0x</c> hexadecimal.</summary>
    /// <exception cref="FormatException">The text is not that.</exception>
    public static DealId Parse(string s, IFormatProvider? provider = null) => new(Bytes32.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DealId result)
    {
        var ok = Bytes32.TryParse(s, out var value);
        result = new(value);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
