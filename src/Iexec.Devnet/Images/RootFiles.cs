using System.Formats.Tar;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Iexec.Devnet.Images;

/// <summary>
/// The root file system of an image, made of files of this machine: no base image, no public registry. Entries are
/// sorted and carry no owner and no time, so equal files give an equal image wherever and whenever it is built.
/// </summary>
public sealed class RootFiles
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Runnable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>Adds a file of this machine at a path of the image. What is a link here is a file there.</summary>
    public RootFiles Add(string pathInImage, string file)
    {
        _files[pathInImage.TrimStart('/')] = File.Exists(file) ? file : throw new FileNotFoundException($"{file}, needed in an image, is missing.", file);
        return this;
    }

    /// <summary>Adds a file where it is on this machine.</summary>
    public RootFiles Add(string file) => Add(file, file);

    /// <summary>A text that changes when a file does: paths, lengths, times. Cheap, because it reads none of them.</summary>
    public string Stamp()
    {
        var text = new StringBuilder();
        foreach (var (path, file) in _files)
        {
            var info = Target(file);
            text.Append(CultureInfo.InvariantCulture, $"{path} {info.Length} {info.LastWriteTimeUtc.Ticks} {IsRunnable(info)}\n");
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    /// <summary>Writes the files as a tar archive.</summary>
    public void WriteTar(Stream output)
    {
        using var tar = new TarWriter(output, TarEntryFormat.Ustar, leaveOpen: true);
        foreach (var folder in _files.Keys.SelectMany(Folders).Distinct().Order(StringComparer.Ordinal))
            tar.WriteEntry(new UstarTarEntry(TarEntryType.Directory, folder + "/") { Mode = Runnable, ModificationTime = DateTimeOffset.UnixEpoch });
        foreach (var (path, file) in _files)
        {
            using var data = File.OpenRead(file);
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path)
            {
                DataStream = data,
                Mode = IsRunnable(Target(file)) ? Runnable : Readable,
                ModificationTime = DateTimeOffset.UnixEpoch,
            });
        }
    }

    private static IEnumerable<string> Folders(string path)
    {
        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
            yield return path[..slash];
    }

    private static FileInfo Target(string file) => (FileInfo?)File.ResolveLinkTarget(file, returnFinalTarget: true) ?? new FileInfo(file);

    private static bool IsRunnable(FileInfo info) => info.UnixFileMode.HasFlag(UnixFileMode.UserExecute);
}
