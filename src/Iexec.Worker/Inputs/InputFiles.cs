using System.Security.Cryptography;
using System.Text;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;
using Iexec.Worker.Running;

namespace Iexec.Worker.Inputs;

/// <summary>Fetches a task's dataset and input files into <c>/iexec_in</c>. What they are named by comes from strangers.</summary>
public sealed class InputFiles : IDisposable
{
    /// <summary>How many input files a deal may name.</summary>
    public const int Most = DealParams.MostInputFiles;

    private const int LongestShownUrl = 200;
    private readonly WorkerSettings settings;
    private readonly TimeProvider time;
    private readonly HttpClient http;

    /// <summary>Prepares to fetch.</summary>
    /// <param name="settings">The worker's settings.</param>
    /// <param name="surroundings">The network and the clock.</param>
    public InputFiles(WorkerSettings settings, Surroundings surroundings)
    {
        this.settings = settings;
        time = surroundings.Time;
        http = surroundings.CreateHttp(new(settings.Limits.InputBytes + (1 << 20), settings.DownloadTime), settings.AllowPrivateData ? Reach.Anywhere : Reach.Public);
    }

    /// <summary>The addresses of a deal's input files; what is no text in the deal is the empty address, which can not be fetched.</summary>
    public static IReadOnlyList<string> UrlsOf(DealParams parameters) => [.. (parameters.InputFiles ?? []).Select(url => url ?? "")];

    /// <summary>The name of an input file: <c>0x</c> and the SHA-256 of its address, as published workers name it.</summary>
    public static string NameOf(string url) => Hex.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(url)));

    /// <summary>Fetches all that a deal names, within the limits of bytes in sum and of time.</summary>
    /// <param name="dataset">The deal's dataset; null for none.</param>
    /// <param name="datasetPath">Where it goes.</param>
    /// <param name="urls">The addresses of the input files.</param>
    /// <param name="folder">Where they go, each under its <see cref="NameOf"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RunFailedException">Something is not to be had, too large, or not what the chain says.</exception>
    public async Task FetchAsync(DatasetInfo? dataset, string datasetPath, IReadOnlyList<string> urls, string folder, CancellationToken ct)
    {
        if (urls.Count > Most)
            throw new RunFailedException(FailureKind.DataTooLarge, $"the deal names {urls.Count} input files; at most {Most} are fetched");
        using var limit = new CancellationTokenSource(settings.DownloadTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            var left = settings.Limits.InputBytes;
            if (dataset is not null)
                left -= await FetchDatasetAsync(dataset, datasetPath, left, either.Token);
            foreach (var url in urls)
                left -= (await DownloadAsync(url, Path.Combine(folder, NameOf(url)), left, either.Token)).Length;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new RunFailedException(FailureKind.DataUnavailable, $"the data did not come within {settings.DownloadTime.TotalSeconds:0} s");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<long> FetchDatasetAsync(DatasetInfo dataset, string path, long atMost, CancellationToken ct)
    {
        var (length, hash) = await DownloadAsync(Encoding.UTF8.GetString(dataset.Multiaddr), path, atMost, ct);
        return hash.AsSpan().SequenceEqual(dataset.Checksum.ToBytes())
            ? length
            : throw new RunFailedException(
                FailureKind.DatasetMismatch, $"the dataset has SHA-256 {Hex.Encode(hash)}, but its checksum on chain is {dataset.Checksum}");
    }

    private async Task<(long Length, byte[] Hash)> DownloadAsync(string url, string path, long atMost, CancellationToken ct)
    {
        var shown = url.Length > LongestShownUrl ? url[..LongestShownUrl] + "…" : url;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new RunFailedException(FailureKind.DataUnavailable, $"'{shown}' is no http address");
        try
        {
            using var response = await http.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, ct);
            response.EnsureSuccessStatusCode();
            await using var body = await response.Content.ReadAsStreamAsync(ct);
            return await SaveAsync(body, shown, path, atMost, ct);
        }
        // A server may redirect to what is no address at all.
        catch (Exception e) when (e is HttpRequestException or FormatException or ArgumentException or NotSupportedException)
        {
            throw Unavailable(shown, e);
        }
    }

    private async Task<(long Length, byte[] Hash)> SaveAsync(Stream body, string url, string path, long atMost, CancellationToken ct)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.Create);
        var buffer = new byte[64 << 10];
        var total = 0L;
        while (await ReadAsync(body, buffer, url, ct) is > 0 and var read)
        {
            total += read;
            if (total > atMost)
                throw new RunFailedException(FailureKind.DataTooLarge, $"with {url} the data is larger than {settings.Limits.InputBytes} bytes");
            sha.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }
        return (total, sha.GetHashAndReset());
    }

    // Apart from writing: a full disk is this worker's own trouble.
    private static async Task<int> ReadAsync(Stream body, byte[] buffer, string url, CancellationToken ct)
    {
        try
        {
            return await body.ReadAsync(buffer, ct);
        }
        catch (IOException e)
        {
            throw Unavailable(url, e);
        }
    }

    private static RunFailedException Unavailable(string url, Exception e) =>
        new(FailureKind.DataUnavailable, $"{url} can not be downloaded: {e.Message}");
}
