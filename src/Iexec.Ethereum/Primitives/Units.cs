using System.Globalization;
using System.Numerics;

namespace Iexec.Ethereum;

/// <summary>Decimal text for amounts counted in a small unit: 1 ether is 10⁹ gwei is 10¹⁸ wei.</summary>
public static class Units
{
    /// <summary>Decimal places of an ether, in wei.</summary>
    public const int Ether = 18;

    /// <summary>Decimal places of a gwei, in wei.</summary>
    public const int Gwei = 9;

    private const int MaximumLength = 200;

    /// <summary>Reads a decimal number of a unit, such as <c>1.5</c>, as a count of its smallest part.</summary>
    /// <param name="text">Digits, at most one point, an optional minus sign.</param>
    /// <param name="decimals">Decimal places of the unit: 18 for ether.</param>
    /// <exception cref="FormatException">It is not a decimal number, or has more places than the unit.</exception>
    public static BigInteger Parse(string text, int decimals = Ether)
    {
        ArgumentNullException.ThrowIfNull(text);
        var number = text.StartsWith('-') ? text[1..] : text;
        var point = number.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? number : number[..point];
        var fraction = point < 0 ? "" : number[(point + 1)..].TrimEnd('0');
        if (text.Length > MaximumLength || number.Trim('.').Length == 0 || (whole + fraction).AsSpan().ContainsAnyExceptInRange('0', '9'))
            throw new FormatException($"{Hex.Excerpt(text)} is not an amount: write a decimal number such as 1.5.");
        if (fraction.Length > decimals)
            throw new FormatException($"{Hex.Excerpt(text)} is finer than the unit, which has {decimals} decimal places.");
        var value = BigInteger.Parse("0" + whole + fraction.PadRight(decimals, '0'), NumberStyles.None, CultureInfo.InvariantCulture);
        return text.StartsWith('-') ? -value : value;
    }

    /// <summary>Writes a count of the smallest part as a decimal number of the unit, with at least one place: <c>1.0</c>.</summary>
    public static string Format(BigInteger amount, int decimals = Ether)
    {
        var digits = BigInteger.Abs(amount).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var fraction = digits[^decimals..].TrimEnd('0');
        return $"{(amount.Sign < 0 ? "-" : "")}{digits[..^decimals]}.{(fraction.Length == 0 ? "0" : fraction)}";
    }
}
