using System.Runtime.InteropServices;

namespace Iexec.Devnet.Processes;

/// <summary>Mounts of this machine.</summary>
internal static partial class Mounts
{
    private const int Detach = 2;

    /// <summary>Takes away what is mounted on the folder or below it, the innermost first.</summary>
    public static void RemoveUnder(string folder)
    {
        // proc(5), mountinfo: the fifth field is the mount point. Later mounts lie upon earlier ones.
        var points = from line in File.ReadLines("/proc/self/mountinfo")
                     let point = line.Split(' ')[4].Replace("\\040", " ", StringComparison.Ordinal)
                     where point == folder || point.StartsWith(folder + "/", StringComparison.Ordinal)
                     select point;
        foreach (var point in points.Reverse().ToList())
            _ = Unmount(point, Detach);
    }

    [LibraryImport("libc", EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmount(string target, int flags);
}
