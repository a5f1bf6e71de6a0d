using Iexec.Ethereum;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Iexec.Market;

/// <summary>An address as lower-case hexadecimal: its checksum is not worth a hash for each row.</summary>
internal sealed class AddressText() : ValueConverter<Address, string>(a => ToText(a), s => Address.Parse(s))
{
    private static string ToText(Address address) => Hex.Encode(address.ToBytes());
}

/// <summary>A value as its own text.</summary>
internal sealed class ParsableText<T>() : ValueConverter<T, string>(v => v.ToString()!, s => Parse(s)) where T : struct, IParsable<T>
{
    private static T Parse(string text) => T.Parse(text, null);
}
