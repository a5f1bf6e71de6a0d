using System.Net;
using System.Net.Http.Headers;
using Iexec.Devnet.Processes;

namespace Iexec.Devnet.Images;

/// <summary>Puts images into a registry (Docker Registry HTTP API, version 2).</summary>
public sealed class RegistryClient(HttpClient http, Uri registry)
{
    /// <summary>Builds the image and puts it into the registry, unless it is there already, built from the same files.</summary>
    /// <exception cref="DevnetException">The registry refuses it.</exception>
    public async Task<PublishedImage> PublishAsync(LocalImage image, CancellationToken cancellation)
    {
        var multiaddr = $"{registry.Authority}/{image.Repository}:{image.Tag}";
        var stampTag = "built-" + image.Files.Stamp();
        var known = await DigestOfAsync(image.Repository, stampTag, cancellation);
        if (known is not null && known == await DigestOfAsync(image.Repository, image.Tag, cancellation))
            return new PublishedImage(multiaddr, known);
        var parts = new ImageParts(image);
        await PutBlobAsync(image.Repository, parts.Layer, cancellation);
        await PutBlobAsync(image.Repository, parts.Config, cancellation);
        await PutManifestAsync(image.Repository, image.Tag, parts.Manifest, cancellation);
        await PutManifestAsync(image.Repository, stampTag, parts.Manifest, cancellation);
        return new PublishedImage(multiaddr, ImageParts.Digest(parts.Manifest));
    }

    private async Task<string?> DigestOfAsync(string repository, string tag, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(registry, $"/v2/{repository}/manifests/{tag}"));
        request.Headers.Accept.ParseAdd(ImageParts.ManifestType);
        using var answer = await http.SendAsync(request, cancellation);
        return answer.IsSuccessStatusCode && answer.Headers.TryGetValues("Docker-Content-Digest", out var digest) ? digest.Single() : null;
    }

    private async Task PutBlobAsync(string repository, byte[] blob, CancellationToken cancellation)
    {
        var digest = ImageParts.Digest(blob);
        using var present = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, new Uri(registry, $"/v2/{repository}/blobs/{digest}")), cancellation);
        if (present.StatusCode == HttpStatusCode.OK)
            return;
        using var upload = await http.PostAsync(new Uri(registry, $"/v2/{repository}/blobs/uploads/"), null, cancellation);
        var place = upload.Headers.Location ?? throw await RefusalAsync(upload, cancellation);
        var whole = new Uri(registry, place);
        await PutAsync(
            new UriBuilder(whole) { Query = $"{whole.Query.TrimStart('?')}&digest={Uri.EscapeDataString(digest)}" }.Uri, blob, "application/octet-stream", cancellation);
    }

    private Task PutManifestAsync(string repository, string tag, byte[] manifest, CancellationToken cancellation) =>
        PutAsync(new Uri(registry, $"/v2/{repository}/manifests/{tag}"), manifest, ImageParts.ManifestType, cancellation);

    private async Task PutAsync(Uri place, byte[] bytes, string type, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var answer = await http.PutAsync(place, content, cancellation);
        if (!answer.IsSuccessStatusCode)
            throw await RefusalAsync(answer, cancellation);
    }

    private async Task<DevnetException> RefusalAsync(HttpResponseMessage answer, CancellationToken cancellation) =>
        new($"The image registry {registry} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
}
