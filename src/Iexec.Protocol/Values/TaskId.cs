using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text.Json.Serialization;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>A task of a deal: keccak256(deal id, index).</summary>
/// <param name="Value">The 32 bytes.</param>
[JsonConverter(typeof(ParsableJsonConverter<TaskId>))]
public readonly record struct TaskId(Bytes32 Value) : IParsable<TaskId>
{
    /// <summary>The id of a deal's task.</summary>
    /// <param name="deal">The deal.</param>
    /// <param name="index">The task's index, from the deal's first index on.</param>
    public static TaskId Of(DealId deal, ulong index) =>
        new(Keccak256.Hash([.. deal.Value.ToBytes(), .. Bytes32.FromInteger(new BigInteger(index)).ToBytes()]));

    /// <summary>Reads 32 bytes of <c>0x</c> hexadecimal.</summary>
    /// <exception cref="FormatException">The text is not that.</exception>
    public static TaskId Parse(string s, IFormatProvider? provider = null) => new(Bytes32.Parse(s));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TaskId result)
    {
        var ok = Bytes32.TryParse(s, out var value);
        result = new(value);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
