using System.Globalization;
using System.Numerics;
using Iexec.Ethereum;
using Iexec.Protocol;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Iexec.Storage;

/// <summary>
/// How the values of the protocol are stored, the same in SQLite and PostgreSQL. A tag that a database filters by is a
/// <see cref="TagWords"/>.
/// </summary>
public static class StoredTypes
{
    /// <summary>
    /// Ids, hashes and addresses as lower-case hexadecimal text; amounts, counts and times as 64-bit integers; 256-bit numbers as decimal
    /// text.
    /// </summary>
    public static void UseStoredTypes(this ModelConfigurationBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Properties<Address>().HaveConversion<AddressText>();
        model.Properties<Bytes32>().HaveConversion<ParsableText<Bytes32>>();
        model.Properties<DealId>().HaveConversion<ParsableText<DealId>>();
        model.Properties<TaskId>().HaveConversion<ParsableText<TaskId>>();
        model.Properties<OrderHash>().HaveConversion<ParsableText<OrderHash>>();
        model.Properties<BigInteger>().HaveConversion<DecimalText>();
        model.Properties<Rlc>().HaveConversion<NanoRlc>();
        model.Properties<ulong>().HaveConversion<long>();
        model.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
    }

    // Its checksum is not worth a hash for each row.
    private sealed class AddressText() : ValueConverter<Address, string>(a => ToText(a), s => Address.Parse(s))
    {
        private static string ToText(Address address) => Hex.Encode(address.ToBytes());
    }

    private sealed class DecimalText() : ValueConverter<BigInteger, string>(
        v => v.ToString(CultureInfo.InvariantCulture), s => BigInteger.Parse(s, CultureInfo.InvariantCulture));

    private sealed class NanoRlc() : ValueConverter<Rlc, long>(v => (long)v.Nano, n => new Rlc((ulong)n));

    // SQLite has no type for times, and would not sort them.
    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        t => t.ToUnixTimeMilliseconds(), n => DateTimeOffset.FromUnixTimeMilliseconds(n));
}
