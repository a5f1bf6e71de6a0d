using System.IO.Enumeration;
using Iexec.Worker.Running;

namespace Iexec.Worker.Disk;

/// <summary>Directories that strangers have filled.</summary>
internal static class Tree
{
    private static readonly EnumerationOptions All = new() { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = true };

    /// <summary>Sum of the lengths of the files below a directory, following no link; 0 where it is gone.</summary>
    public static long SizeOf(string directory)
    {
        try
        {
            return new FileSystemEnumerable<long>(directory, (ref entry) => entry.IsDirectory ? 0 : entry.Length, All)
            {
                ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
            }.Sum();
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Removes files or directories with all in them; nothing happens where they are gone.</summary>
    /// <remarks>A hostile tree may be deeper than any path can say; <c>rm</c> walks by descriptor and follows no link.</remarks>
    public static async Task DeleteAsync(CancellationToken ct, params string[] paths)
    {
        var (exitCode, output) = await HostCommand.RunAsync("rm", ["-rf", "--one-file-system", "--", .. paths], null, ct);
        if (exitCode != 0)
            throw new IOException($"Removing {string.Join(", ", paths)} failed: {output.Trim()}");
    }
}
