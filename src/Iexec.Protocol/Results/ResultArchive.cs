using System.IO.Compression;
using System.Security.Cryptography;

namespace Iexec.Protocol;

/// <summary>
/// A result as workers upload it: a zip of all that an app left in <c>/iexec_out</c>. It comes from a stranger, so opening it checks every
/// name, counts entries and bytes, and nothing is inflated beyond the sizes it declares.
/// </summary>
public sealed class ResultArchive : IAsyncDisposable
{
    private const int SymbolicLink = 0xA000;
    private const int FileTypeMask = 0xF000;

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal) { "" };

    private ResultArchive(ZipArchive zip) => _zip = zip;

    /// <summary>The paths of its files, with <c>/</c> between parts.</summary>
    public IReadOnlyCollection<string> Files => _files.Keys;

    /// <summary>Opens an archive, which stays the caller's to close.</summary>
    /// <param name="zip">A stream that can seek.</param>
    /// <param name="limits">What is accepted; the defaults when null.</param>
    /// <param name="ct">Stops reading.</param>
    /// <exception cref="InvalidDataException">It is no zip, or it is refused; the message says why.</exception>
    public static Task<ResultArchive> OpenAsync(Stream zip, ResultArchiveLimits? limits, CancellationToken ct) => Guard(async () =>
    {
        limits ??= new ResultArchiveLimits();
        await ZipTail.CheckAsync(zip, limits.MaxEntries, ct);
        var archive = new ResultArchive(await ZipArchive.CreateAsync(zip, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, ct));
        try
        {
            archive.Index(limits);
            return archive;
        }
        catch
        {
            await archive.DisposeAsync();
            throw;
        }
    });

    /// <summary>
    /// The result's digest, recomputed as workers do: where the deal has a callback, or <c>computed.json</c> names no path, that of the
    /// callback's bytes; else that of the file or folder it points to.
    /// </summary>
    /// <param name="hasCallback">Whether the deal names a contract to call back.</param>
    /// <param name="ct">Stops reading.</param>
    /// <exception cref="InvalidDataException">There is no <c>computed.json</c>, or it points nowhere, or the archive lies about a size.</exception>
    public async Task<ResultDigest> DigestAsync(bool hasCallback, CancellationToken ct)
    {
        var computed = await ComputedAsync(ct);
        if (hasCallback || computed.OutputPath is not { } path)
            return ResultDigest.OfCallback(computed.CallbackData
                ?? throw new InvalidDataException($"{ComputedFile.Name} has no callback-data, but the deal has a callback."));
        if (_files.TryGetValue(path, out var file))
            return ResultDigest.OfFile(await Sha256Async(file, ct));
        if (!_folders.Contains(path))
            throw new InvalidDataException($"{ComputedFile.Name} points to '{path}', which is not in the archive.");
        var hashes = new Dictionary<string, byte[]>();
        var above = path.Length == 0 ? "" : path + "/";
        foreach (var (name, child) in _files.Where(f => f.Key.StartsWith(above, StringComparison.Ordinal)))
            hashes[name[above.Length..]] = await Sha256Async(child, ct);
        return computed.IsTree ? ResultDigest.OfTree(hashes) : ResultDigest.OfFolder(hashes);
    }

    /// <summary>What the app says of the result.</summary>
    /// <exception cref="InvalidDataException">It says nothing, or not what it must.</exception>
    public async Task<ComputedFile> ComputedAsync(CancellationToken ct) =>
        ComputedFile.Parse(await ReadAsync(ComputedFile.Name, ResultArchiveLimits.MaxComputedBytes, ct));

    /// <summary>The content of one of <see cref="Files"/>.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="maxBytes">The most that is read into memory.</param>
    /// <param name="ct">Stops reading.</param>
    /// <exception cref="InvalidDataException">There is no such file, or it is larger.</exception>
    public async Task<byte[]> ReadAsync(string file, int maxBytes, CancellationToken ct)
    {
        if (!_files.TryGetValue(file, out var entry))
            throw new InvalidDataException($"The archive has no {file}.");
        if (entry.Length > maxBytes)
            throw new InvalidDataException($"{file} has {entry.Length} bytes; at most {maxBytes} are read.");
        var content = new MemoryStream((int)entry.Length);
        await InflateAsync(entry, content.Write, ct);
        return content.ToArray();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _zip.DisposeAsync();

    private void Index(ResultArchiveLimits limits)
    {
        long inflated = 0;
        foreach (var entry in _zip.Entries)
        {
            var name = entry.FullName;
            ArchiveName.Check(name);
            if (((entry.ExternalAttributes >> 16) & FileTypeMask) == SymbolicLink)
                throw new InvalidDataException($"The archive has a symbolic link, '{name}'; only files and folders are accepted.");
            if (entry.IsEncrypted)
                throw new InvalidDataException($"The archive's entry '{name}' is encrypted by zip, which is not accepted.");
            if (entry.Length < 0 || entry.Length > limits.MaxInflatedBytes - inflated)
                throw new InvalidDataException($"The archive's files have more than {limits.MaxInflatedBytes} bytes once inflated.");
            inflated += entry.Length;
            if (name.EndsWith('/'))
                AddFolders(name[..^1]);
            else if (!_files.TryAdd(name, entry))
                throw new InvalidDataException($"The archive has two entries named '{name}'.");
            else
                AddFolders(ParentOf(name));
        }
        if (_folders.FirstOrDefault(_files.ContainsKey) is { } both)
            throw new InvalidDataException($"In the archive '{both}' is both a file and a folder.");
    }

    private void AddFolders(string path)
    {
        while (_folders.Add(path))
            path = ParentOf(path);
    }

    private static string ParentOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";

    private static async Task<byte[]> Sha256Async(ZipArchiveEntry entry, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await InflateAsync(entry, (buffer, offset, count) => hash.AppendData(buffer, offset, count), ct);
        return hash.GetHashAndReset();
    }

    private static Task<long> InflateAsync(ZipArchiveEntry entry, Action<byte[], int, int> take, CancellationToken ct) => Guard(async () =>
    {
        var buffer = new byte[80 << 10];
        long total = 0;
        await using var content = await entry.OpenAsync(ct);
        while (total <= entry.Length && await content.ReadAsync(buffer, ct) is > 0 and var read)
        {
            total += read;
            take(buffer, 0, read);
        }
        return total == entry.Length
            ? total
            : throw new InvalidDataException($"The archive's entry '{entry.FullName}' has not the {entry.Length} bytes it declares.");
    });

    // A damaged archive makes the zip reader fail in several ways; for callers there is one.
    private static async Task<T> Guard<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (e is EndOfStreamException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw new InvalidDataException($"The archive is damaged: {e.Message}", e);
        }
    }
}
