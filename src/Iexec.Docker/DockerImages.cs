using System.Text.Json;
using Docker.DotNet.Models;

namespace Iexec.Docker;

/// <summary>The Engine's calls on images.</summary>
public sealed class DockerImages
{
    private readonly DockerCalls _calls;

    internal DockerImages(DockerCalls calls) => _calls = calls;

    /// <summary>Pulls an image.</summary>
    /// <param name="repository">Registry and repository, such as <c>127.0.0.1:5000/iexec/vanity</c>.</param>
    /// <param name="tagOrDigest">A tag, or a digest <c>sha256:…</c>, which the Engine then enforces.</param>
    /// <param name="report">Told how it goes.</param>
    /// <param name="ct">Cancels the pull.</param>
    /// <exception cref="DockerException">It is not to be had, or no Engine answers.</exception>
    public Task PullAsync(string repository, string tagOrDigest, Action<JSONMessage> report, CancellationToken ct) =>
        _calls.ReportedAsync(
            (engine, progress, cancel) => engine.Images.CreateImageAsync(new() { FromImage = repository, Tag = tagOrDigest }, null!, progress, cancel),
            report,
            ct);

    /// <summary>An image that the Engine holds, or null.</summary>
    /// <param name="reference">Its id, <c>repository:tag</c> or <c>repository@digest</c>.</param>
    /// <param name="ct">Cancels the call.</param>
    public Task<ImageInspectResponse?> FindAsync(string reference, CancellationToken ct) =>
        _calls.FindAsync($"images/{reference}", (engine, cancel) => engine.Images.InspectImageAsync(reference, cancel), ct);

    /// <summary>The manifest digest (<c>sha256:…</c>) that a registry has under a reference now.</summary>
    public async Task<string> RegistryDigestAsync(string reference, CancellationToken ct) =>
        (await _calls.QuickAsync($"distribution/{reference}", (engine, cancel) => engine.Distribution.InspectAsync(reference, cancel), ct))
            .Descriptor?.Digest ?? throw new DockerException($"The registry gives no digest for {reference}.");

    /// <summary>Builds an image from a build context; build steps have no network.</summary>
    /// <param name="context">A tar stream with a <c>Dockerfile</c>.</param>
    /// <param name="tag">The image's name, <c>repository:tag</c>.</param>
    /// <param name="ct">Cancels the build.</param>
    /// <returns>The image's id.</returns>
    /// <exception cref="DockerException">A step failed; the message holds the build's output.</exception>
    public async Task<string> BuildAsync(Stream context, string tag, CancellationToken ct)
    {
        var parameters = new ImageBuildParameters { Tags = [tag], Remove = true, ForceRemove = true, NetworkMode = "none" };
        var output = new TailBuffer(4_000);
        string? id = null;
        try
        {
            await _calls.ReportedAsync(
                (engine, progress, cancel) => engine.Images.BuildImageFromDockerfileAsync(parameters, context, null!, null!, progress, cancel),
                report =>
                {
                    output.Append(report.Stream);
                    id = Result(report, "ID") ?? id;
                },
                ct);
        }
        catch (DockerException exception)
        {
            throw new DockerException($"Building {tag} failed: {exception.Message}\n{output}", exception.Status, exception);
        }
        return id ?? throw new DockerException($"The Engine ended the build of {tag} without an image.");
    }

    /// <summary>Makes an image of a tar stream of its root file system.</summary>
    public Task ImportAsync(Stream root, string repository, string tag, CancellationToken ct) =>
        _calls.ReportedAsync(
            (engine, progress, cancel) =>
                engine.Images.CreateImageAsync(new() { FromSrc = "-", Repo = repository, Tag = tag }, root, null!, progress, cancel),
            _ => { },
            ct);

    /// <summary>Pushes an image to the registry in its name.</summary>
    /// <returns>The manifest digest, <c>sha256:…</c>: an app's checksum.</returns>
    public async Task<string> PushAsync(string repository, string tag, CancellationToken ct)
    {
        string? digest = null;
        await _calls.ReportedAsync(
            // The Engine insists on a login where a registry asks for none.
            (engine, progress, cancel) => engine.Images.PushImageAsync(repository, new() { Tag = tag }, new AuthConfig(), progress, cancel),
            report => digest = Result(report, "Digest") ?? digest,
            ct);
        return digest ?? throw new DockerException($"The Engine ended the push of {repository}:{tag} without a digest.");
    }

    /// <summary>Removes a name of an image, and the image with its last name; nothing happens where it is not held.</summary>
    /// <param name="reference">Its id, <c>repository:tag</c> or <c>repository@digest</c>.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <param name="evenInUse">Whether also where a container has it; otherwise it stays then.</param>
    public Task RemoveAsync(string reference, CancellationToken ct, bool evenInUse = true) =>
        _calls.TolerantAsync(
            $"remove image {reference}",
            (engine, cancel) => engine.Images.DeleteImageAsync(reference, new() { Force = evenInUse }, cancel),
            ct);

    private static string? Result(JSONMessage report, string name) =>
        report.Aux?.ExtensionData?.TryGetValue(name, out var value) == true ? value is JsonElement json ? json.GetString() : value as string : null;
}
