using System.Net;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Results.Ipfs;
using Iexec.Results.Store;
using Iexec.Runtime;
using Microsoft.Extensions.Logging;

namespace Iexec.Results.Upload;

/// <summary>Takes a result in: rules, quota, bytes, digest, store, in this order; who may not upload has no byte of a body read.</summary>
internal sealed class Uploader(
    UploadRules rules,
    UploadQuota quota,
    BlobStore blobs,
    ResultStore results,
    ResultsSettings settings,
    TimeProvider time,
    ILogger<Uploader> log)
{
    /// <summary>Takes in a result, or finds that it is here already.</summary>
    /// <param name="task">Whose result.</param>
    /// <param name="wallet">Who uploads.</param>
    /// <param name="zip">The archive.</param>
    /// <param name="length">The most bytes it may have; more are refused.</param>
    /// <param name="ct">Stops and forgets the upload.</param>
    /// <exception cref="UserErrorException">It is refused; the message says why.</exception>
    public async Task<Cid> TakeAsync(TaskId task, Address wallet, Stream zip, long length, CancellationToken ct)
    {
        if (length > settings.MaxResultBytes)
            throw new UserErrorException($"The result has {length} bytes; at most {settings.MaxResultBytes} are accepted.", HttpStatusCode.RequestEntityTooLarge);
        var before = await results.FindAsync(task, ct);
        var expected = await rules.ExpectedAsync(task, wallet, before is not null, ct);
        using var reserved = await quota.ReserveAsync(wallet, length, ct);
        using var blob = await ReceiveAsync(zip, length, ct);
        if (before is { } here)
            return Same(task, here, blob.Cid);
        await using (var file = File.OpenRead(blob.FilePath))
            await UploadRules.CheckAsync(task, expected, file, ct);
        var result = new StoredResult { Task = task, Cid = blob.Cid, Uploader = wallet, Size = blob.Size, UploadedAt = time.GetUtcNow() };
        var kept = Same(task, await results.KeepAsync(result, blob, ct), blob.Cid);
        log.LogInformation("Result of task {Task} from {Uploader}: {Cid}, {Size} bytes", task, wallet, kept, blob.Size);
        return kept;
    }

    private async Task<PendingBlob> ReceiveAsync(Stream zip, long length, CancellationToken ct)
    {
        try
        {
            return await time.WithinAsync(
                settings.UploadTime, "The upload did not end", cancel => blobs.ReceiveAsync(zip, length, cancel), ct);
        }
        catch (TimeLimitException e)
        {
            throw new UserErrorException($"{e.Message}; send it faster.", HttpStatusCode.RequestTimeout);
        }
    }

    private static Cid Same(TaskId task, Cid kept, Cid sent) => kept == sent
        ? kept
        : throw new UserErrorException($"Task {task} has a result already, /ipfs/{kept}; it is never replaced.", HttpStatusCode.Conflict);
}
