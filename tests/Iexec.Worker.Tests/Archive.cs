using System.IO.Compression;

namespace Iexec.Worker.Tests;

/// <summary>Reads result archives.</summary>
internal static class Archive
{
    public static IReadOnlyDictionary<string, string> Texts(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        return zip.Entries.ToDictionary(entry => entry.FullName, entry => new StreamReader(entry.Open()).ReadToEnd());
    }
}
