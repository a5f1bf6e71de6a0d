using System.Globalization;

namespace Vanity;

/// <summary>The first hexadecimal digits that an address shall have, in lower case.</summary>
internal sealed class Prefix
{
    private const int MostDigits = 5;
    private readonly byte[] _digits;

    private Prefix(string text)
    {
        Text = text;
        _digits = [.. text.Select(digit => (byte)Convert.ToInt32(digit.ToString(), 16))];
    }

    public string Text { get; }

    /// <summary>Reads a prefix, with or without 0x.</summary>
    /// <exception cref="FormatException">No address begins so, or none would be found in time.</exception>
    public static Prefix Parse(string text)
    {
        var digits = (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text).ToLowerInvariant();
        if (digits.Length == 0)
            throw new FormatException("The prefix is empty: give 1 to 5 hexadecimal digits, such as c0de.");
        if (digits.FirstOrDefault(c => !char.IsAsciiHexDigit(c)) is var wrong and not '\0')
            throw new FormatException($"No address begins with '{text}': '{wrong}' is not a hexadecimal digit. Use 0-9 and a-f.");
        if (digits.Length > MostDigits)
            throw new FormatException(string.Create(
                CultureInfo.InvariantCulture, $"A prefix of {digits.Length} digits would take too long: about 16^{digits.Length} tries. Give at most {MostDigits} digits."));
        return new Prefix(digits);
    }

    /// <summary>Whether the 20 bytes of an address begin with the prefix.</summary>
    public bool Matches(ReadOnlySpan<byte> address)
    {
        for (var i = 0; i < _digits.Length; i++)
        {
            var digit = i % 2 == 0 ? address[i / 2] >> 4 : address[i / 2] & 15;
            if (digit != _digits[i])
                return false;
        }
        return true;
    }
}
