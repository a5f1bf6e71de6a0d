using Iexec.Results.Ipfs;

namespace Iexec.Results.Store;

/// <summary>A file received whole, not yet kept. Disposing it deletes it unless it was kept.</summary>
/// <param name="filePath">Where its bytes are.</param>
/// <param name="cid">Its identifier.</param>
/// <param name="size">Its length in bytes.</param>
public sealed class PendingBlob(string filePath, Cid cid, long size) : IDisposable
{
    /// <summary>Where its bytes are until it is kept.</summary>
    public string FilePath { get; } = filePath;

    /// <summary>Its identifier.</summary>
    public Cid Cid { get; } = cid;

    /// <summary>Its length in bytes.</summary>
    public long Size { get; } = size;

    /// <inheritdoc/>
    public void Dispose() => File.Delete(FilePath);
}
