namespace Iexec.Runtime;

/// <summary>Files that only their owner may read, whatever the umask: keys, databases, results.</summary>
public static class PrivateFiles
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Makes the file if it is not there, empty, and takes it from everybody but its owner. For files that a library then writes.
    /// </summary>
    public static void Protect(string path)
    {
        using var file = Open(path, FileMode.OpenOrCreate);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file.SafeFileHandle, OwnFile);
    }

    /// <summary>Opens a file to write; one that is made is private.</summary>
    public static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnFile;
        return new FileStream(path, options);
    }
}
