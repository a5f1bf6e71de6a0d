namespace Iexec.Runtime;

/// <summary>Folders and files that are their owner's alone, whatever the umask: keys, databases, results.</summary>
public static class PrivateFiles
{
    /// <summary>What the owner may do with a folder; nobody else may do anything (0700).</summary>
    public const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the folder, and those above it, if they are not there. One that is there is left as its owner made it.</summary>
    public static DirectoryInfo CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows() || Directory.Exists(path))
            return Directory.CreateDirectory(path);
        var folder = Directory.CreateDirectory(path, FolderMode);
        folder.UnixFileMode = FolderMode;
        return folder;
    }

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
