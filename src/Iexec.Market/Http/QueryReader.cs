using System.Globalization;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Microsoft.AspNetCore.Http;

namespace Iexec.Market;

/// <summary>Reads a request's query; what it can not read is refused with its name.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    /// <summary>The text of a parameter; null when absent or empty.</summary>
    public string? Text(string name)
    {
        var values = query[name];
        if (values.Count > 1)
            throw new UserErrorException($"give '{name}' once");
        return string.IsNullOrEmpty(values) ? null : values.ToString();
    }

    public Address? Address(string name) => Parsed<Address>(name, "an address: 0x and 40 hexadecimal digits");

    public OrderHash? OrderHash(string name) => Parsed<OrderHash>(name, "an order hash: 0x and 64 hexadecimal digits");

    public Tag? Tag(string name) => Parsed<Tag>(name, "a tag: 0x and 64 hexadecimal digits");

    public bool Flag(string name) => Text(name) switch
    {
        null or "false" or "0" => false,
        "true" or "1" => true,
        _ => throw Refused(name, "true or false"),
    };

    /// <summary>A whole number from 0 to <see cref="MarketSettings.LargestNumber"/>.</summary>
    public long? Number(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MarketSettings.LargestNumber
            ? number
            : throw Refused(name, $"a whole number from 0 to {MarketSettings.LargestNumber}");
    }

    private T? Parsed<T>(string name, string what) where T : struct, IParsable<T>
    {
        if (Text(name) is not { } text)
            return null;
        return T.TryParse(text, null, out var value) ? value : throw Refused(name, what);
    }

    private static UserErrorException Refused(string name, string expected) => new($"'{name}' must be {expected}");
}
