using System.Numerics;

namespace Iexec.Ethereum;

/// <summary>Addresses as international bank account numbers: <c>XE</c>, two check digits (ISO 7064 mod 97-10), then the address in base 36.</summary>
public static class Icap
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int MinimumDigits = 30;
    private const int MaximumDigits = 31;

    /// <summary>Writes an address.</summary>
    public static string Format(Address address)
    {
        var value = new BigInteger(address.ToBytes(), isUnsigned: true, isBigEndian: true);
        var account = "";
        for (; value > 0 || account.Length < MinimumDigits; value /= 36) account = Digits[(int)(value % 36)] + account;
        return $"XE{98 - Remainder(account + "XE00"):00}{account}";
    }

    /// <summary>Reads an address and checks its digits.</summary>
    /// <exception cref="FormatException">The text is not of this form, or its check digits are wrong.</exception>
    public static Address Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length is < 4 + MinimumDigits or > 4 + MaximumDigits
            || !text.StartsWith("XE", StringComparison.Ordinal) || !text.All(Digits.Contains))
            throw new FormatException($"{Hex.Excerpt(text)} is not an ICAP address: expected XE, two check digits and 30 or 31 letters and digits.");
        if (Remainder(text[4..] + text[..4]) != 1)
            throw new FormatException($"'{text}' is mistyped: its check digits do not match.");

        var value = text[4..].Aggregate(BigInteger.Zero, (sum, c) => sum * 36 + Digits.IndexOf(c));
        Span<byte> bytes = stackalloc byte[Address.Length];
        try
        {
            Word.Write(bytes, value);
        }
        catch (OverflowException e)
        {
            throw new FormatException($"'{text}' is longer than an address.", e);
        }
        return Address.FromBytes(bytes);
    }

    private static int Remainder(string text) => text.Aggregate(0, (sum, c) =>
    {
        var digit = Digits.IndexOf(c);
        return (sum * (digit < 10 ? 10 : 100) + digit) % 97;
    });
}
