namespace Iexec.Runtime;

/// <summary>Folders that only their owner may enter.</summary>
public static class PrivateFolder
{
    /// <summary>The mode of such a folder: 0700.</summary>
    public const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// Makes the folder, and those above it, if they are not there, whatever the umask. One that is there is left as its owner made it.
    /// </summary>
    public static DirectoryInfo Create(string path)
    {
        if (OperatingSystem.IsWindows() || Directory.Exists(path))
            return Directory.CreateDirectory(path);
        Directory.CreateDirectory(path, Mode);
        File.SetUnixFileMode(path, Mode);
        return new DirectoryInfo(path);
    }
}
