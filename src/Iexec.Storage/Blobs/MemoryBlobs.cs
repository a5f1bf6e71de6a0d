using System.Collections.Concurrent;

namespace Iexec.Storage;

/// <summary>Blobs that live as long as the process.</summary>
public sealed class MemoryBlobs : IBlobs
{
    private readonly ConcurrentDictionary<string, byte[]> _blobs = new();

    /// <inheritdoc/>
    public async Task<PendingBlob> ReceiveAsync(Stream content, long maxBytes, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await BlobBytes.CopyAsync(content, bytes, maxBytes, ct);
        return new Pending(this, bytes.ToArray());
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string name, CancellationToken ct) => Task.FromResult<Stream?>(
        _blobs.TryGetValue(BlobBytes.Checked(name), out var bytes) ? new MemoryStream(bytes, writable: false) : null);

    /// <inheritdoc/>
    public Task<long?> LengthAsync(string name, CancellationToken ct) =>
        Task.FromResult<long?>(_blobs.TryGetValue(BlobBytes.Checked(name), out var bytes) ? bytes.Length : null);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string name, CancellationToken ct) => Task.FromResult(_blobs.TryRemove(BlobBytes.Checked(name), out _));

    private sealed class Pending(MemoryBlobs blobs, byte[] bytes) : PendingBlob
    {
        public override long Length => bytes.Length;

        public override Task<Stream> OpenAsync(CancellationToken ct) => Task.FromResult<Stream>(new MemoryStream(bytes, writable: false));

        public override Task KeepAsync(string name, CancellationToken ct)
        {
            blobs._blobs[BlobBytes.Checked(name)] = bytes;
            return Task.CompletedTask;
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
