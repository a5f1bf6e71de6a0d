using System.Globalization;
using Iexec.Runtime;

namespace Iexec.Storage;

/// <summary>
/// Blobs in a folder, which must be this process's alone. A blob is written beside the others, flushed, and renamed into place: whatever
/// happens, what has a name is whole.
/// </summary>
public sealed class DiskBlobs : IBlobs
{
    private readonly string _incoming;
    private readonly string _blobs;
    private long _received;

    /// <summary>Opens the folder and removes what an earlier run had not finished receiving.</summary>
    /// <param name="folder">The folder; made when absent.</param>
    public DiskBlobs(string folder)
    {
        _incoming = Path.Combine(folder, "incoming");
        _blobs = Path.Combine(folder, "blobs");
        if (Directory.Exists(_incoming))
            Directory.Delete(_incoming, recursive: true);
        PrivateFolder.Create(_incoming);
        PrivateFolder.Create(_blobs);
        DurableFolder.Flush(folder);
    }

    /// <inheritdoc/>
    public async Task<PendingBlob> ReceiveAsync(Stream content, long maxBytes, CancellationToken ct)
    {
        var path = Path.Combine(_incoming, Interlocked.Increment(ref _received).ToString(CultureInfo.InvariantCulture));
        try
        {
            await using var file = PrivateFile.Create(path);
            var length = await BlobBytes.CopyAsync(content, file, maxBytes, ct);
            file.Flush(flushToDisk: true);
            return new Pending(this, path, length);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string name, CancellationToken ct)
    {
        try
        {
            return Task.FromResult<Stream?>(Open(PathOf(name)));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    /// <inheritdoc/>
    public Task<long?> LengthAsync(string name, CancellationToken ct) =>
        Task.FromResult<long?>(new FileInfo(PathOf(name)) is { Exists: true } file ? file.Length : null);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string name, CancellationToken ct)
    {
        var path = PathOf(name);
        var exists = File.Exists(path);
        if (exists)
            File.Delete(path);
        return Task.FromResult(exists);
    }

    // Folders of many thousand files are slow to list: there are as many as the last two characters have values.
    private string PathOf(string name) => Path.Combine(_blobs, BlobBytes.Checked(name)[^2..], name);

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 4096, useAsync: true);

    private void Keep(string incoming, string name)
    {
        var path = PathOf(name);
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            PrivateFolder.Create(folder);
            DurableFolder.Flush(_blobs);
        }
        File.Move(incoming, path, overwrite: true);
        DurableFolder.Flush(folder);
    }

    private sealed class Pending(DiskBlobs blobs, string path, long length) : PendingBlob
    {
        public override long Length => length;

        public override Task<Stream> OpenAsync(CancellationToken ct) => Task.FromResult<Stream>(Open(path));

        public override Task KeepAsync(string name, CancellationToken ct)
        {
            blobs.Keep(path, name);
            return Task.CompletedTask;
        }

        public override ValueTask DisposeAsync()
        {
            File.Delete(path);
            return ValueTask.CompletedTask;
        }
    }
}
