using System.Diagnostics.CodeAnalysis;

namespace Iexec.Ethereum;

/// <summary>Hexadecimal text as Ethereum writes it: lower case, with a <c>0x</c> prefix.</summary>
public static class Hex
{
    /// <summary>Writes bytes as <c>0x</c> and two lower-case digits each.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    /// <summary>Reads hexadecimal text, with or without <c>0x</c>.</summary>
    /// <exception cref="FormatException">The digits are odd in number, or one of them is not hexadecimal.</exception>
    public static byte[] Decode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (TryDecode(text, out var bytes)) return bytes;
        var digits = Digits(text);
        throw new FormatException(digits.Length % 2 != 0
            ? $"Hexadecimal text needs an even number of digits, but {Excerpt(text)} has {digits.Length}."
            : $"{Excerpt(text)} is not hexadecimal: only the digits 0-9 and a-f may follow 0x.");
    }

    /// <summary>Like <see cref="Decode"/>, but answers false instead of throwing.</summary>
    public static bool TryDecode([NotNullWhen(true)] string? text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text is null) return false;
        var digits = Digits(text);
        if (digits.Length % 2 != 0) return false;
        var result = new byte[digits.Length / 2];
        if (!TryDecode(digits, result)) return false;
        bytes = result;
        return true;
    }

    internal static ReadOnlySpan<char> Digits(string text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(2) : text;

    internal static bool TryDecode(ReadOnlySpan<char> digits, Span<byte> destination) =>
        digits.Length == destination.Length * 2
        && Convert.FromHexString(digits, destination, out _, out _) == System.Buffers.OperationStatus.Done;

    internal static string Excerpt(string text) => text.Length <= 80 ? $"'{text}'" : $"'{text[..60]}…' ({text.Length} characters)";
}
