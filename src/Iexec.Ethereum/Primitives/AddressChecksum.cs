using System.Text;

namespace Iexec.Ethereum;

/// <summary>The mixed-case checksum of addresses (EIP-55): a letter is upper case where the hash of the lower-case text has a digit of 8 or more.</summary>
internal static class AddressChecksum
{
    public static string Format(Address address)
    {
        Span<byte> bytes = stackalloc byte[Address.Length];
        address.CopyTo(bytes);
        Span<char> text = stackalloc char[2 + 2 * Address.Length];
        "0x".CopyTo(text);
        var digits = text[2..];
        Convert.TryToHexStringLower(bytes, digits, out _);

        Span<byte> ascii = stackalloc byte[2 * Address.Length];
        Encoding.ASCII.GetBytes(digits, ascii);
        Span<byte> hash = stackalloc byte[Bytes32.Length];
        Keccak256.Hash(ascii, hash);
        for (var i = 0; i < digits.Length; i++)
        {
            var nibble = i % 2 == 0 ? hash[i / 2] >> 4 : hash[i / 2] & 0xf;
            if (nibble >= 8) digits[i] = char.ToUpperInvariant(digits[i]);
        }
        return new string(text);
    }

    /// <summary>Text in one case carries no checksum; any other must match it.</summary>
    public static bool Accepts(ReadOnlySpan<char> digits, Address address) =>
        digits.IndexOfAnyInRange('a', 'f') < 0
        || digits.IndexOfAnyInRange('A', 'F') < 0
        || digits.SequenceEqual(Format(address).AsSpan(2));
}
