using System.Formats.Tar;
using Iexec.Worker.Running;

namespace Iexec.Worker.Outputs;

/// <summary>
/// Takes an app's output out of the Engine's tar stream into a directory of the worker's own. The stream tells what each
/// entry is, so no path that the app made is ever opened: links and special files are refused, not followed.
/// </summary>
internal static class OutputExtractor
{
    /// <summary>Writes the stream's files and directories below <paramref name="target"/>, which is empty.</summary>
    /// <exception cref="RunFailedException">The output is too large, or holds what is not allowed.</exception>
    public static async Task ExtractAsync(Stream tar, string target, RunLimits limits, CancellationToken ct)
    {
        await using var reader = new TarReader(tar, leaveOpen: true);
        var (bytes, entries) = (0L, 0);
        while (await reader.GetNextEntryAsync(copyData: false, ct) is { } entry)
        {
            if (PathOf(entry, target, limits) is not { } path)
                continue;
            bytes += entry.Length;
            if (bytes > limits.OutputBytes || ++entries > limits.OutputEntries)
                throw new RunFailedException(
                    FailureKind.OutputTooLarge,
                    $"The output is larger than {limits.OutputBytes} bytes or has more than {limits.OutputEntries} files and directories.");
            if (entry.EntryType == TarEntryType.Directory)
                Directory.CreateDirectory(path);
            else
                await WriteAsync(entry, path, ct);
        }
    }

    // The stream's names begin with the directory's own name; null is the directory itself.
    private static string? PathOf(TarEntry entry, string target, RunLimits limits)
    {
        var segments = entry.Name.Split('/', StringSplitOptions.RemoveEmptyEntries)[1..];
        if (entry.EntryType is not (TarEntryType.Directory or TarEntryType.RegularFile or TarEntryType.V7RegularFile))
            throw Refused(entry, entry.EntryType switch
            {
                TarEntryType.SymbolicLink => "is a symbolic link",
                TarEntryType.HardLink => "is a hard link",
                TarEntryType.Fifo => "is a named pipe",
                TarEntryType.BlockDevice or TarEntryType.CharacterDevice => "is a device",
                _ => "is neither a regular file nor a directory",
            });
        if (segments.Length > limits.OutputDepth + 1)
            throw Refused(entry, $"is nested deeper than {limits.OutputDepth} directories");
        if (segments.Any(segment => segment is "." or ".." || segment.Any(c => char.IsControl(c) || c is '\\' or '\uFFFD')))
            throw Refused(entry, "has a name with '..', backslashes, control characters or bytes that are not UTF-8");
        return segments.Length == 0 ? null : Path.Combine([target, .. segments]);
    }

    private static async Task WriteAsync(TarEntry entry, string path, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024, useAsync: true);
        if (entry.DataStream is { } data)
            await data.CopyToAsync(file, ct);
    }

    private static RunFailedException Refused(TarEntry entry, string why)
    {
        var name = new string([.. entry.Name.Take(100).Select(c => char.IsControl(c) ? '?' : c)]);
        return new RunFailedException(FailureKind.OutputRefused, $"/{name} {why}; write regular files and directories only.");
    }
}
