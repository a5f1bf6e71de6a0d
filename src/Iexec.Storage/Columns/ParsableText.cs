using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Iexec.Storage;

/// <summary>Stores a value as its own text, which must be the only one that it has.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class ParsableText<T>() : ValueConverter<T, string>(v => v.ToString()!, s => Parse(s)) where T : struct, IParsable<T>
{
    private static T Parse(string text) => T.Parse(text, null);
}
