namespace Iexec.Runtime;

/// <summary>Folders that only their owner may enter.</summary>
public static class PrivateFolder
{
    /// <summary>The mode of such a folder: 0700.</summary>
    public const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the folder, and those above it, if they are not there.</summary>
    public static DirectoryInfo Create(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, Mode);
}
