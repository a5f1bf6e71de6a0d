using System.IO.Compression;

namespace Iexec.Protocol;

/// <summary>Packs a result as a zip whose bytes depend on its files' names and contents only.</summary>
public static class ResultPacker
{
    // The earliest time that a zip can say.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs all in a directory of regular files and directories.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="archive">The zip to write; an existing file is replaced.</param>
    /// <param name="ct">Cancels; what is written then is no archive.</param>
    public static async Task PackAsync(string directory, string archive, CancellationToken ct)
    {
        await using var stream = new FileStream(archive, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024, useAsync: true);
        await using var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        foreach (var path in Directory.EnumerateFileSystemEntries(directory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(directory, path);
            var isDirectory = Directory.Exists(path);
            var entry = zip.CreateEntry(isDirectory ? $"{name}/" : name, CompressionLevel.Fastest);
            entry.LastWriteTime = Epoch;
            if (!isDirectory)
                await CopyAsync(path, entry, ct);
        }
    }

    private static async Task CopyAsync(string path, ZipArchiveEntry entry, CancellationToken ct)
    {
        await using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, useAsync: true);
        await using var target = await entry.OpenAsync(ct);
        await source.CopyToAsync(target, ct);
    }
}
