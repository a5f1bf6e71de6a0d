using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Client;

/// <summary>Downloads results and checks them against the chain.</summary>
/// <param name="client">The client.</param>
/// <param name="http">The connection.</param>
/// <param name="gateway">Where results are stored.</param>
public sealed class ResultDownloads(IexecClient client, HttpClient http, Uri gateway)
{
    /// <summary>The largest result downloaded, in bytes.</summary>
    public const long MaxBytes = 1L << 30;

    /// <summary>Downloads a completed task's result; the file appears only if its digest is the one on chain.</summary>
    /// <param name="id">The task.</param>
    /// <param name="path">Where to write the zip; an existing file is replaced.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The digest.</returns>
    /// <exception cref="UserException">The task is not completed, has no stored result, or what is stored is not what the workers agreed on.</exception>
    public async Task<Bytes32> DownloadAsync(TaskId id, string path, CancellationToken ct)
    {
        var task = await client.Hub.ViewTaskAsync(id, ct);
        if (task.Status != ChainTaskStatus.Completed)
            throw new UserException($"task {id} is {task.Status.ToString().ToUpperInvariant()}: only a completed task has a result");
        if (!ResultLink.TryParse(task.Results, out var link))
            throw new UserException($"task {id} has no result that can be downloaded: its link is {Hex.Encode(task.Results)}");
        var deal = await client.Hub.ViewDealAsync(task.Deal, ct);
        var partial = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            await using (var file = new FileStream(partial, FileMode.CreateNew))
            {
                await new ResultsClient(http, gateway).DownloadAsync(link, file, MaxBytes, ct);
                var digest = await DigestAsync(file, deal.Callback != Address.Zero, ct);
                if (digest != task.ResultDigest)
                    throw new UserException($"what is stored at {link.Location} has digest {digest}, but the workers agreed on {task.ResultDigest}: it was not kept");
            }
            File.Move(partial, path, overwrite: true);
            return task.ResultDigest;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static async Task<Bytes32> DigestAsync(Stream file, bool hasCallback, CancellationToken ct)
    {
        try
        {
            await using var archive = await ResultArchive.OpenAsync(file, null, ct);
            return (await archive.DigestAsync(hasCallback, ct)).Value;
        }
        catch (InvalidDataException e)
        {
            throw new UserException($"what is stored is no result, and was not kept: {e.Message}", e);
        }
    }
}
