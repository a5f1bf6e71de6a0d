using System.Globalization;
using System.Numerics;
using Iexec.Ethereum;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Iexec.Chain;

/// <summary>How the values of a chain are stored, the same in SQLite and PostgreSQL.</summary>
internal static class ChainColumns
{
    public static PropertyBuilder<Address> Stored(this PropertyBuilder<Address> column) =>
        column.HasConversion(v => v.ToString(), v => Address.Parse(v)).HasMaxLength(42);

    public static PropertyBuilder<Address?> Stored(this PropertyBuilder<Address?> column) =>
        column.HasConversion(v => v!.Value.ToString(), v => Address.Parse(v)).HasMaxLength(42);

    public static PropertyBuilder<Bytes32> Stored(this PropertyBuilder<Bytes32> column) =>
        column.HasConversion(v => v.ToString(), v => Bytes32.Parse(v)).HasMaxLength(66);

    public static PropertyBuilder<Bytes32?> Stored(this PropertyBuilder<Bytes32?> column) =>
        column.HasConversion(v => v!.Value.ToString(), v => Bytes32.Parse(v)).HasMaxLength(66);

    public static PropertyBuilder<BigInteger> Stored(this PropertyBuilder<BigInteger> column) => column.HasConversion(
        v => v.ToString(CultureInfo.InvariantCulture), v => BigInteger.Parse(v, CultureInfo.InvariantCulture)).HasMaxLength(78);

    public static PropertyBuilder<ulong> Stored(this PropertyBuilder<ulong> column) => column.HasConversion<long>();

    public static PropertyBuilder<ulong?> Stored(this PropertyBuilder<ulong?> column) => column.HasConversion<long?>();

    // Milliseconds since 1970: SQLite has no type for times, and would not sort them.
    public static PropertyBuilder<DateTimeOffset> Stored(this PropertyBuilder<DateTimeOffset> column) =>
        column.HasConversion(v => v.ToUnixTimeMilliseconds(), v => DateTimeOffset.FromUnixTimeMilliseconds(v));

    public static PropertyBuilder<DateTimeOffset?> Stored(this PropertyBuilder<DateTimeOffset?> column) =>
        column.HasConversion(v => v!.Value.ToUnixTimeMilliseconds(), v => DateTimeOffset.FromUnixTimeMilliseconds(v));
}
