namespace Iexec.Protocol;

/// <summary>Which names of archive entries are safe to read and to extract anywhere.</summary>
internal static class ArchiveName
{
    private const int MaxLength = 4096;

    /// <summary>Refuses a name that could leave the folder the archive is extracted to, or that some system reads otherwise.</summary>
    /// <exception cref="InvalidDataException">The name is refused.</exception>
    public static void Check(string name)
    {
        var why = name switch
        {
            { Length: 0 } => "is empty",
            { Length: > MaxLength } => $"is longer than {MaxLength} characters",
            _ when name.StartsWith('/') => "is absolute",
            _ when name.Contains('\\', StringComparison.Ordinal) => @"has a '\'",
            _ when name.Any(char.IsControl) => "has a control character",
            _ when name.TrimEnd('/').Split('/').Any(part => part is "" or "." or "..") => "leaves its folder or has an empty part",
            _ => null,
        };
        if (why is not null)
            throw new InvalidDataException($"The archive has an entry whose name {why}: '{Printable(name)}'.");
    }

    private static string Printable(string name) =>
        new([.. name.Take(80).Select(c => char.IsControl(c) ? '?' : c)]);
}
