using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Iexec.Worker.Engine;

/// <summary>The Engine's calls on images.</summary>
public sealed class DockerImages
{
    // The Engine insists on the header where a registry asks for no login: this is Base64 of {}.
    private static readonly (string, string) NoLogin = ("X-Registry-Auth", "e30=");
    private readonly DockerHttp _http;

    internal DockerImages(DockerHttp http) => _http = http;

    /// <summary>Pulls an image and yields the Engine's report. Leaving the enumeration early cancels the pull.</summary>
    /// <param name="repository">Registry and repository, such as <c>127.0.0.1:5000/iexec/vanity</c>.</param>
    /// <param name="tagOrDigest">A tag, or a digest <c>sha256:…</c>, which the Engine then enforces.</param>
    /// <param name="cancellationToken">Cancels the pull.</param>
    public async IAsyncEnumerable<DockerProgress> PullAsync(
        string repository, string tagOrDigest, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = $"images/create?fromImage={Uri.EscapeDataString(repository)}&tag={Uri.EscapeDataString(tagOrDigest)}";
        using var response = await _http.OpenAsync(HttpMethod.Post, path, null, cancellationToken);
        await foreach (var report in ProgressStream.ReadAsync(response, cancellationToken))
            yield return report;
    }

    /// <summary>An image that the Engine holds, or null.</summary>
    /// <param name="reference">Its id, <c>repository:tag</c> or <c>repository@digest</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<DockerImage?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.JsonAsync<DockerImage>(HttpMethod.Get, $"images/{reference}/json", null, cancellationToken);
        }
        catch (DockerException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>The manifest digest (<c>sha256:…</c>) that a registry has under a reference now.</summary>
    public async Task<string> RegistryDigestAsync(string reference, CancellationToken cancellationToken)
    {
        var answer = await _http.JsonAsync<JsonElement>(HttpMethod.Get, $"distribution/{reference}/json", null, cancellationToken);
        return answer.GetProperty("Descriptor").GetProperty("digest").GetString()
            ?? throw new DockerException($"The registry gives no digest for {reference}.");
    }

    /// <summary>Builds an image from a build context; build steps have no network.</summary>
    /// <param name="context">A tar stream with a <c>Dockerfile</c>.</param>
    /// <param name="tag">The image's name, <c>repository:tag</c>.</param>
    /// <param name="cancellationToken">Cancels the build.</param>
    /// <returns>The image's id.</returns>
    /// <exception cref="DockerException">A step failed; the message holds the build's output.</exception>
    public async Task<string> BuildAsync(Stream context, string tag, CancellationToken cancellationToken)
    {
        using var content = new StreamContent(context);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        var path = $"build?t={Uri.EscapeDataString(tag)}&rm=1&forcerm=1&networkmode=none";
        using var response = await _http.OpenAsync(HttpMethod.Post, path, content, cancellationToken);
        var output = new TailBuffer(4_000);
        string? id = null;
        try
        {
            await foreach (var report in ProgressStream.ReadAsync(response, cancellationToken))
            {
                output.Append(report.Stream);
                id = Result(report, "ID") ?? id;
            }
        }
        catch (DockerException exception)
        {
            throw new DockerException($"Building {tag} failed: {exception.Message}\n{output}", exception.Status, exception);
        }
        return id ?? throw new DockerException($"The Engine ended the build of {tag} without an image.");
    }

    /// <summary>Pushes an image to the registry in its name.</summary>
    /// <returns>The manifest digest, <c>sha256:…</c>: an app's checksum.</returns>
    public async Task<string> PushAsync(string repository, string tag, CancellationToken cancellationToken)
    {
        var path = $"images/{repository}/push?tag={Uri.EscapeDataString(tag)}";
        using var response = await _http.OpenAsync(HttpMethod.Post, path, null, cancellationToken, NoLogin);
        string? digest = null;
        await foreach (var report in ProgressStream.ReadAsync(response, cancellationToken))
            digest = Result(report, "Digest") ?? digest;
        return digest ?? throw new DockerException($"The Engine ended the push of {repository}:{tag} without a digest.");
    }

    /// <summary>Removes an image; nothing happens where it is not held.</summary>
    public async Task RemoveAsync(string reference, CancellationToken cancellationToken)
    {
        try
        {
            await _http.CallAsync(HttpMethod.Delete, $"images/{reference}?force=1", null, cancellationToken);
        }
        catch (DockerException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
        }
    }

    private static string? Result(DockerProgress report, string name) =>
        report.Aux is { ValueKind: JsonValueKind.Object } aux && aux.TryGetProperty(name, out var value) ? value.GetString() : null;
}
