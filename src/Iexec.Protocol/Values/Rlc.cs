using System.Globalization;
using System.Numerics;
using System.Text.Json.Serialization;

namespace Iexec.Protocol;

/// <summary>
/// An amount of RLC in nRLC (10⁻⁹ RLC). The whole supply, 87 million RLC, fits 64 bits; sums and products are checked.
/// </summary>
/// <param name="Nano">The amount in nRLC.</param>
[JsonConverter(typeof(RlcJsonConverter))]
public readonly record struct Rlc(ulong Nano) : IComparable<Rlc>, IParsable<Rlc>
{
    /// <summary>Nothing.</summary>
    public static Rlc Zero => default;

    /// <summary>How many nRLC one RLC is.</summary>
    public const ulong NanoPerRlc = 1_000_000_000;

    /// <summary>An amount from a contract's 256-bit number.</summary>
    /// <exception cref="OverflowException">The number does not fit 64 bits.</exception>
    public static Rlc From(BigInteger nano) => new(checked((ulong)nano));

    /// <summary>Sum. <exception cref="OverflowException">It does not fit 64 bits.</exception></summary>
    public static Rlc operator +(Rlc a, Rlc b) => new(checked(a.Nano + b.Nano));

    /// <summary>Difference. <exception cref="OverflowException">It is negative.</exception></summary>
    public static Rlc operator -(Rlc a, Rlc b) => new(checked(a.Nano - b.Nano));

    /// <summary>Product. <exception cref="OverflowException">It does not fit 64 bits.</exception></summary>
    public static Rlc operator *(Rlc a, ulong times) => new(checked(a.Nano * times));

    /// <summary>Order by amount.</summary>
    public static bool operator <(Rlc a, Rlc b) => a.Nano < b.Nano;

    /// <summary>Order by amount.</summary>
    public static bool operator >(Rlc a, Rlc b) => a.Nano > b.Nano;

    /// <summary>Order by amount.</summary>
    public static bool operator <=(Rlc a, Rlc b) => a.Nano <= b.Nano;

    /// <summary>Order by amount.</summary>
    public static bool operator >=(Rlc a, Rlc b) => a.Nano >= b.Nano;

    /// <summary>A whole percentage of the amount, rounded down as the contracts do.</summary>
    public Rlc Percent(ulong percent) => From(new BigInteger(Nano) * percent / 100);

    /// <inheritdoc/>
    public int CompareTo(Rlc other) => Nano.CompareTo(other.Nano);

    /// <summary>Reads <c>1500</c> (nRLC), <c>1500 nRLC</c> or <c>1.5 RLC</c>.</summary>
    /// <exception cref="FormatException">The text is no such amount, or finer than a nRLC, or too large.</exception>
    public static Rlc Parse(string s, IFormatProvider? provider = null)
    {
        var words = s.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var unit = words.Length == 2 ? words[1].ToUpperInvariant() : "NRLC";
        if (words.Length is 1 or 2 && unit is "NRLC" or "RLC"
            && decimal.TryParse(words[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            var limit = unit == "RLC" ? ulong.MaxValue / (decimal)NanoPerRlc : ulong.MaxValue;
            if (number > limit)
                throw new FormatException($"'{s}' is more RLC than can exist");
            var nano = unit == "RLC" ? number * NanoPerRlc : number;
            if (nano == decimal.Truncate(nano))
                return new Rlc((ulong)nano);
            throw new FormatException($"'{s}' is finer than 1 nRLC (0.000000001 RLC)");
        }
        throw new FormatException($"'{s}' is not an amount: write a number of nRLC, or a number and a unit such as '5 RLC'");
    }

    /// <inheritdoc/>
    public static bool TryParse(string? s, IFormatProvider? provider, out Rlc result)
    {
        try
        {
            result = Parse(s ?? "", provider);
            return true;
        }
        catch (FormatException)
        {
            result = default;
            return false;
        }
    }

    /// <summary>The amount in RLC with its unit, e.g. <c>1.5 RLC</c>.</summary>
    public override string ToString() =>
        ((decimal)Nano / NanoPerRlc).ToString("0.#########", CultureInfo.InvariantCulture) + " RLC";
}
