using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Iexec.Storage;

/// <summary>
/// Makes what happened to the names in a folder survive a loss of power, which flushing the files does not (<c>fsync</c>, POSIX).
/// </summary>
internal static partial class DurableFolder
{
    // .NET opens no folders.
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Open(path, 0);
        if (folder < 0)
            throw new IOException($"cannot open folder {path}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        using var handle = new SafeFileHandle(folder, ownsHandle: true);
        RandomAccess.FlushToDisk(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
