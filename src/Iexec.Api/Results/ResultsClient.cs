using System.Net;
using System.Net.Http.Json;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;

namespace Iexec.Api;

/// <summary>Talks to a result store and its gateway.</summary>
/// <param name="http">The connection.</param>
/// <param name="url">The store's address.</param>
public sealed class ResultsClient(HttpClient http, Uri url)
{
    private const string GatewayPath = "/ipfs/";
    private static readonly TimeSpan TransferTime = TimeSpan.FromMinutes(30);

    /// <summary>A token to upload with, given to a worker who shows the scheduler's authorization.</summary>
    /// <param name="authorization">The scheduler's word.</param>
    /// <param name="worker">The key of the worker it names.</param>
    /// <param name="ct">Stops the request.</param>
    public async Task<string> TokenAsync(WorkerpoolAuthorization authorization, PrivateKey worker, CancellationToken ct)
    {
        var signature = worker.SignMessage(authorization.Hash().ToBytes()).ToString();
        using var body = JsonContent.Create(authorization, options: ProtocolJson.Api);
        using var answer = await http.SendAsync(HttpMethod.Post, new Uri(url, "/v1/results/token"), body, signature, ct);
        return await answer.Content.ReadAsStringAsync(ct);
    }

    /// <summary>Uploads a result; the same archive may be sent again.</summary>
    /// <param name="task">Whose result.</param>
    /// <param name="zip">The archive, from its start; can seek, so that its length is known.</param>
    /// <param name="token">From <see cref="TokenAsync"/>.</param>
    /// <param name="ct">Stops the request.</param>
    /// <returns>The link for the chain.</returns>
    public async Task<ResultLink> UploadAsync(TaskId task, Stream zip, string token, CancellationToken ct)
    {
        using var body = new StreamContent(zip);
        body.Headers.ContentType = new("application/zip");
        using var answer = await http.SendAsync(HttpMethod.Put, new Uri(url, $"/v1/results/{task}"), body, token, ct, HttpBounds.Message with { Time = TransferTime });
        return new ResultLink(ResultLink.Ipfs, await answer.Content.ReadAsStringAsync(ct));
    }

    /// <summary>Where the result of a task is; null when none was uploaded. Open to all.</summary>
    public async Task<ResultLink?> FindAsync(TaskId task, CancellationToken ct)
    {
        try
        {
            using var answer = await http.SendAsync(HttpMethod.Get, new Uri(url, $"/v1/results/{task}/ipfshash"), null, null, ct);
            return new ResultLink(ResultLink.Ipfs, GatewayPath + await answer.Content.ReadAsStringAsync(ct));
        }
        catch (ApiException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Downloads a result. Who asked for it must still compare its digest with the chain (<see cref="ResultArchive"/>).</summary>
    /// <param name="link">The link from the chain, written by a stranger.</param>
    /// <param name="destination">Takes the archive.</param>
    /// <param name="maxBytes">The most that is taken.</param>
    /// <param name="ct">Stops the request.</param>
    /// <exception cref="ApiException">The link is not to this kind of store, or the file is not there, or it is larger.</exception>
    public async Task DownloadAsync(ResultLink link, Stream destination, long maxBytes, CancellationToken ct)
    {
        var cid = link.Location.StartsWith(GatewayPath, StringComparison.Ordinal) ? link.Location[GatewayPath.Length..] : "";
        if (link.Storage != ResultLink.Ipfs || cid.Length == 0 || !cid.All(char.IsAsciiLetterOrDigit))
            throw new ApiException(0, $"The result is not in a result store: {link}.");
        using var answer = await http.SendAsync(HttpMethod.Get, new Uri(url, GatewayPath + cid), null, null, ct, new(maxBytes, TransferTime));
        await using var body = await answer.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[80 << 10];
        for (long total = 0; await body.ReadAsync(buffer, ct) is > 0 and var read;)
        {
            total += read;
            if (total > maxBytes)
                throw new ApiException(0, $"The result is larger than {maxBytes} bytes; allow more to download it.");
            await destination.WriteAsync(buffer.AsMemory(0, read), ct);
        }
    }
}
