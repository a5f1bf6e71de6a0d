using System.Net;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Results.Ipfs;
using Iexec.Results.Store;
using Microsoft.Extensions.Logging;

namespace Iexec.Results.Upload;

/// <summary>Takes a result in: rules, bytes, digest, store, in this order.</summary>
internal sealed class Uploader(
    UploadRules rules, UploaderQuota quota, BlobStore blobs, ResultStore results, ResultsSettings settings, TimeProvider time, ILogger<Uploader> log)
{
    /// <summary>Takes in a result, or finds that it is here already.</summary>
    /// <param name="task">Whose result.</param>
    /// <param name="wallet">Who uploads.</param>
    /// <param name="zip">The archive.</param>
    /// <param name="length">Its declared length; more bytes are refused.</param>
    /// <param name="ct">Stops and forgets the upload.</param>
    /// <exception cref="UserErrorException">It is refused; the message says why.</exception>
    public async Task<Cid> TakeAsync(TaskId task, Address wallet, Stream zip, long length, CancellationToken ct)
    {
        if (length > settings.MaxResultBytes)
            throw new UserErrorException($"The result has {length} bytes; at most {settings.MaxResultBytes} are accepted.", HttpStatusCode.RequestEntityTooLarge);
        using var reserved = await quota.ReserveAsync(wallet, length, ct);
        if (await results.FindAsync(task, ct) is { } before)
        {
            using var again = await blobs.ReceiveAsync(zip, length, ct);
            return Same(task, before, again.Cid);
        }
        var expected = await rules.ExpectedAsync(task, wallet, ct);
        using var blob = await blobs.ReceiveAsync(zip, length, ct);
        await using (var file = File.OpenRead(blob.FilePath))
            await UploadRules.CheckAsync(task, expected, file, ct);
        var result = new StoredResult { Task = task, Cid = blob.Cid, Uploader = wallet, Size = blob.Size, UploadedAt = time.GetUtcNow() };
        var kept = Same(task, await results.KeepAsync(result, blob, ct), blob.Cid);
        log.LogInformation("Result of task {Task} from {Uploader}: {Cid}, {Size} bytes", task, wallet, kept, blob.Size);
        return kept;
    }

    private static Cid Same(TaskId task, Cid kept, Cid sent) => kept == sent
        ? kept
        : throw new UserErrorException($"Task {task} has a result already, /ipfs/{kept}; it is never replaced.", HttpStatusCode.Conflict);
}
