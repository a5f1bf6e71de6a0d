namespace Iexec.Storage;

/// <summary>A blob that was received whole, and has no name yet. Disposing it forgets it unless it was kept.</summary>
public abstract class PendingBlob : IAsyncDisposable
{
    /// <summary>Its length in bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Opens it at its start, to be read and searched. Not after it was kept.</summary>
    public abstract Task<Stream> OpenAsync(CancellationToken ct);

    /// <summary>Gives it its name, in place of a blob that has it. Once this returns, it survives a loss of power.</summary>
    public abstract Task KeepAsync(string name, CancellationToken ct);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
