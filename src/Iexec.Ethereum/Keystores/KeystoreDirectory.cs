using System.Globalization;
using System.Text.RegularExpressions;

namespace Iexec.Ethereum;

/// <summary>A directory of keystores, named <c>UTC--date--address</c> as wallets do. Only the user may read what is written to it.</summary>
/// <param name="path">The directory; it is made when a key is saved.</param>
/// <param name="time">The clock that dates new files.</param>
public sealed partial class KeystoreDirectory(string path, TimeProvider? time = null)
{
    private const string DateFormat = "yyyy-MM-ddTHH-mm-ss.fffffff";
    private const long LargestFile = 64 << 10;
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>
    /// The keystores, newest first; none where the directory does not exist. Files of other tools may have any name, and count by what is
    /// in them.
    /// </summary>
    public IReadOnlyList<KeystoreFile> List()
    {
        if (!Directory.Exists(path)) return [];
        return [.. new DirectoryInfo(path).EnumerateFiles().Select(Read).OfType<KeystoreFile>().OrderByDescending(f => f.Created, StringComparer.Ordinal)];
    }

    /// <summary>The newest keystore of an account, or of any when none is named; null where there is none.</summary>
    public KeystoreFile? Find(Address? address = null) => List().FirstOrDefault(f => address is null || f.Address == address);

    /// <summary>Encrypts a key into a new file, which nobody else may read.</summary>
    public async Task<KeystoreFile> SaveAsync(PrivateKey key, string password, ScryptCost? cost = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        var json = KeystoreV3.Encrypt(key, password, cost);
        var created = _time.GetUtcNow().ToString(DateFormat, CultureInfo.InvariantCulture);
        var file = Path.Combine(path, $"UTC--{created}Z--{key.Address.ToString()[2..].ToLowerInvariant()}");

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // A crash must not leave half a key under a name that is listed.
        var unfinished = Path.Combine(path, $".{Path.GetFileName(file)}.tmp");
        await using (var stream = new FileStream(unfinished, options))
        await using (var writer = new StreamWriter(stream))
        {
            await writer.WriteAsync(json.AsMemory(), cancellationToken);
            await writer.FlushAsync(cancellationToken);
            stream.Flush(flushToDisk: true);
        }
        File.Move(unfinished, file);
        return new(file, key.Address, created);
    }

    private static KeystoreFile? Read(FileInfo file)
    {
        if (FileName().Match(file.Name) is { Success: true } match)
            return new(file.FullName, Address.Parse(match.Groups["address"].Value.ToLowerInvariant()), match.Groups["date"].Value);
        // Hidden files are those being written.
        if (file.Length > LargestFile || file.Name.StartsWith('.') || !KeystoreV3.TryReadAddress(File.ReadAllText(file.FullName), out var address))
            return null;
        return new(file.FullName, address, file.LastWriteTimeUtc.ToString(DateFormat, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^UTC--(?<date>[^-]{4}-\d\d-\d\dT[\d-]+(\.\d+)?)Z?--(0x)?(?<address>[0-9a-fA-F]{40})(\.json)?$")]
    private static partial Regex FileName();
}
