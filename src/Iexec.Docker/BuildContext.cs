using System.Formats.Tar;

namespace Iexec.Docker;

/// <summary>
/// The files that an image is built from. Entries are sorted and carry no owner and no time, so that equal files
/// give equal contexts and the Engine's build cache finds them again.
/// </summary>
public sealed class BuildContext
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Runnable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private readonly SortedDictionary<string, (byte[] Data, bool Executable)> _files = new(StringComparer.Ordinal);

    /// <summary>Adds a file.</summary>
    /// <param name="path">Path in the context, with <c>/</c>.</param>
    /// <param name="data">Its content.</param>
    /// <param name="executable">Whether it can be run.</param>
    public BuildContext Add(string path, byte[] data, bool executable = false)
    {
        _files[path] = (data, executable);
        return this;
    }

    /// <summary>Adds every file of a directory and those below it, with their executable bit.</summary>
    public BuildContext AddDirectory(string directory)
    {
        foreach (var file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
            Add(
                Path.GetRelativePath(directory, file).Replace('\\', '/'),
                File.ReadAllBytes(file),
                !OperatingSystem.IsWindows() && File.GetUnixFileMode(file).HasFlag(UnixFileMode.UserExecute));
        return this;
    }

    /// <summary>The context as a tar stream, at its start.</summary>
    public MemoryStream ToTar()
    {
        var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
            foreach (var (path, (data, executable)) in _files)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path)
                {
                    DataStream = new MemoryStream(data),
                    Mode = executable ? Runnable : Readable,
                    ModificationTime = DateTimeOffset.UnixEpoch,
                });
        stream.Position = 0;
        return stream;
    }
}
