namespace Iexec.Storage;

/// <summary>
/// Files by name. What has a name is whole and survives a loss of power. A name is of letters, digits, <c>-</c> and <c>_</c>.
/// </summary>
public interface IBlobs
{
    /// <summary>Receives a blob to its end. It has no name before <see cref="PendingBlob.KeepAsync"/>.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="maxBytes">The most that is taken.</param>
    /// <param name="ct">Stops, and forgets what came.</param>
    /// <exception cref="Runtime.TooLargeException">There are more bytes than that.</exception>
    Task<PendingBlob> ReceiveAsync(Stream content, long maxBytes, CancellationToken ct);

    /// <summary>Opens a blob at its start, to be read and searched; null for none.</summary>
    Task<Stream?> OpenAsync(string name, CancellationToken ct);

    /// <summary>Its length in bytes; null for none.</summary>
    Task<long?> LengthAsync(string name, CancellationToken ct);

    /// <summary>Whether there is such a blob.</summary>
    async Task<bool> ExistsAsync(string name, CancellationToken ct) => await LengthAsync(name, ct) is not null;

    /// <summary>Deletes a blob. Who reads it now reads on.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> DeleteAsync(string name, CancellationToken ct);
}
