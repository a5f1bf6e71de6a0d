using System.Buffers;
using System.Globalization;
using System.Net;
using Iexec.Hosting;
using Iexec.Results.Ipfs;
using Iexec.Runtime;

namespace Iexec.Results.Store;

/// <summary>
/// Files by their CID, on disk. A file is written beside the others, flushed, and renamed into place once its CID is known, so that what
/// has a name is whole and never changes.
/// </summary>
public sealed class BlobStore
{
    private readonly string _incoming;
    private readonly string _blobs;
    private long _received;

    /// <summary>Opens the store and removes what an earlier run had not finished receiving.</summary>
    /// <param name="folder">Its folder; created when absent.</param>
    public BlobStore(string folder)
    {
        _incoming = Path.Combine(folder, "incoming");
        _blobs = Path.Combine(folder, "blobs");
        if (Directory.Exists(_incoming))
            Directory.Delete(_incoming, recursive: true);
        PrivateFolder.Create(_incoming);
        PrivateFolder.Create(_blobs);
    }

    /// <summary>The path of a file, or null when it is not here.</summary>
    public string? Find(Cid cid)
    {
        var path = PathOf(cid);
        return File.Exists(path) ? path : null;
    }

    /// <summary>Receives a file to its end. It is not kept before <see cref="Keep"/>.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="maxBytes">The most that is taken.</param>
    /// <param name="cancel">Stops and forgets the file.</param>
    /// <exception cref="UserErrorException">There are more bytes than that.</exception>
    public async Task<PendingBlob> ReceiveAsync(Stream body, long maxBytes, CancellationToken cancel)
    {
        var path = Path.Combine(_incoming, Interlocked.Increment(ref _received).ToString(CultureInfo.InvariantCulture));
        var buffer = ArrayPool<byte>.Shared.Rent(256 << 10);
        try
        {
            var address = new UnixFsFile();
            long size = 0;
            await using (var file = PrivateFiles.Open(path, FileMode.CreateNew))
            {
                while (await body.ReadAsync(buffer, cancel) is > 0 and var read)
                {
                    size += read;
                    if (size > maxBytes)
                        throw new UserErrorException($"The result is larger than the {maxBytes} bytes accepted here.", HttpStatusCode.RequestEntityTooLarge);
                    address.Append(buffer.AsSpan(0, read));
                    await file.WriteAsync(buffer.AsMemory(0, read), cancel);
                }
                file.Flush(flushToDisk: true);
            }
            return new PendingBlob(path, address.Finish(), size);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Puts a received file in its place.</summary>
    public void Keep(PendingBlob blob)
    {
        var path = PathOf(blob.Cid);
        PrivateFolder.Create(Path.GetDirectoryName(path)!);
        File.Move(blob.FilePath, path, overwrite: true);
    }

    /// <summary>Removes a file; one that is not here is gone already.</summary>
    public void Delete(Cid cid)
    {
        if (Find(cid) is { } path)
            File.Delete(path);
    }

    private string PathOf(Cid cid)
    {
        var name = cid.ToString();
        return Path.Combine(_blobs, name[^2..], name);
    }
}
