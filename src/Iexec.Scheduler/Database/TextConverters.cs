using Iexec.Protocol;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Iexec.Scheduler.Database;

/// <summary>A value as its own text.</summary>
internal sealed class ParsableText<T>() : ValueConverter<T, string>(v => v.ToString()!, s => Parse(s)) where T : struct, IParsable<T>
{
    private static T Parse(string text) => T.Parse(text, null);
}

/// <summary>A time as milliseconds since 1970, which sorts the same in SQLite and PostgreSQL.</summary>
internal sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(t => t.ToUnixTimeMilliseconds(), n => DateTimeOffset.FromUnixTimeMilliseconds(n));

/// <summary>An amount as its number of nRLC.</summary>
internal sealed class NanoRlc() : ValueConverter<Rlc, long>(r => (long)r.Nano, n => new((ulong)n));
