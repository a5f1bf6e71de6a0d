using System.Net;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Results.Ipfs;
using Iexec.Results.Store;
using Iexec.Runtime;
using Iexec.Storage;
using Microsoft.Extensions.Logging;

namespace Iexec.Results.Upload;

/// <summary>Takes a result in: rules, bytes, digest, store, in this order.</summary>
internal sealed class Uploader(
    UploadRules rules, UploaderQuota quota, IBlobs blobs, ResultStore results, ResultsSettings settings, TimeProvider time,
    ILogger<Uploader> log)
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
            await using var again = await ReceiveAsync(zip, length, ct);
            return Same(task, before, await AddressAsync(again, ct));
        }
        var expected = await rules.ExpectedAsync(task, wallet, ct);
        await using var blob = await ReceiveAsync(zip, length, ct);
        await using (var file = await blob.OpenAsync(ct))
            await UploadRules.CheckAsync(task, expected, file, ct);
        var result = new StoredResult
        {
            Task = task, Cid = await AddressAsync(blob, ct), Uploader = wallet, Size = blob.Length, UploadedAt = time.GetUtcNow(),
        };
        var kept = Same(task, await results.KeepAsync(result, blob, ct), result.Cid);
        log.LogInformation("Result of task {Task} from {Uploader}: {Cid}, {Size} bytes", task, wallet, kept, result.Size);
        return kept;
    }

    private async Task<PendingBlob> ReceiveAsync(Stream zip, long length, CancellationToken ct)
    {
        try
        {
            return await blobs.ReceiveAsync(zip, length, ct);
        }
        catch (TooLargeException)
        {
            throw new UserErrorException(
                $"The result is larger than the {length} bytes accepted here.", HttpStatusCode.RequestEntityTooLarge);
        }
    }

    private static async Task<Cid> AddressAsync(PendingBlob blob, CancellationToken ct)
    {
        await using var file = await blob.OpenAsync(ct);
        return await UnixFsFile.AddressAsync(file, ct);
    }

    private static Cid Same(TaskId task, Cid kept, Cid sent) => kept == sent
        ? kept
        : throw new UserErrorException($"Task {task} has a result already, /ipfs/{kept}; it is never replaced.", HttpStatusCode.Conflict);
}
