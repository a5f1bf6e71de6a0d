using System.Net;
using Iexec.Ethereum;
using Iexec.Worker.Engine;
using Iexec.Worker.Running;

namespace Iexec.Worker.Images;

/// <summary>Gets the image of an app, exactly the one that its checksum on chain names.</summary>
/// <param name="docker">The Engine.</param>
/// <param name="time">The clock of the pull's limit.</param>
public sealed class AppImages(DockerClient docker, TimeProvider time)
{
    /// <summary>Pulls an image by its manifest digest unless the Engine holds it already.</summary>
    /// <param name="multiaddr">The image's name, as the app's registration gives it.</param>
    /// <param name="checksum">SHA-256 of the image's manifest.</param>
    /// <param name="limits">Limits of time and size.</param>
    /// <param name="cancellationToken">Cancels the pull.</param>
    /// <exception cref="RunFailedException">There is no such image to be had; the failure says why.</exception>
    /// <exception cref="DockerException">The Engine itself is in trouble.</exception>
    public async Task<DockerImage> PullAsync(string multiaddr, Bytes32 checksum, RunLimits limits, CancellationToken cancellationToken)
    {
        var digest = $"sha256:{Convert.ToHexStringLower(checksum.ToBytes())}";
        var name = Parse(multiaddr, digest);
        var pinned = $"{name.Repository}@{digest}";
        var image = await docker.Images.FindAsync(pinned, cancellationToken);
        if (image is null)
        {
            await DownloadAsync(name, digest, limits, cancellationToken);
            image = await docker.Images.FindAsync(pinned, cancellationToken);
        }
        if (image?.RepoDigests?.Any(held => held.EndsWith($"@{digest}", StringComparison.Ordinal)) != true)
            throw new RunFailedException(FailureKind.ImageMismatch, $"The Engine did not get {pinned} but another image.");
        return image.Size <= limits.ImageBytes ? image : throw TooLarge(name, limits);
    }

    private static ImageName Parse(string multiaddr, string digest)
    {
        try
        {
            var name = ImageName.Parse(multiaddr);
            return name.Digest is null || name.Digest == digest
                ? name
                : throw new RunFailedException(FailureKind.ImageMismatch, $"The app's multiaddr names {name.Digest}, its checksum {digest}.");
        }
        catch (FormatException exception)
        {
            throw new RunFailedException(FailureKind.ImageNameInvalid, exception.Message);
        }
    }

    private async Task DownloadAsync(ImageName name, string digest, RunLimits limits, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(limits.PullTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var layers = new Dictionary<string, long>();
        try
        {
            await foreach (var report in docker.Images.PullAsync(name.Repository, digest, either.Token))
            {
                if (report is { Status: "Downloading", Id: { } layer, Detail: { } detail })
                    layers[layer] = Math.Max(detail.Total, detail.Current);
                if (layers.Values.Sum() > limits.ImageBytes)
                    throw TooLarge(name, limits);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RunFailedException(FailureKind.PullTimeout, $"{name.Repository}@{digest} was not pulled within {limits.PullTime.TotalSeconds:0} s.");
        }
        catch (DockerException exception) when (exception.InnerException is null)
        {
            throw await ExplainAsync(exception, name, digest, cancellationToken);
        }
    }

    private async Task<Exception> ExplainAsync(DockerException exception, ImageName name, string digest, CancellationToken cancellationToken)
    {
        if (exception.Message.Contains("no space left", StringComparison.OrdinalIgnoreCase))
            return exception;
        if (exception.Message.Contains("verification failed", StringComparison.OrdinalIgnoreCase)
            || exception.Message.Contains("unexpected commit digest", StringComparison.OrdinalIgnoreCase))
            return new RunFailedException(FailureKind.ImageMismatch, $"The registry gives another content for {name.Repository}@{digest}: {exception.Message}");
        if (exception.Status is not (HttpStatusCode.NotFound or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
            return new RunFailedException(FailureKind.RegistryUnreachable, $"{name.Repository}@{digest} cannot be pulled: {exception.Message}");
        return await PublishedDigestAsync(name, cancellationToken) is { } other && other != digest
            ? new RunFailedException(FailureKind.ImageMismatch, $"The registry has {other} as {name.Tagged}, but the app's checksum is {digest}.")
            : new RunFailedException(FailureKind.ImageNotFound, $"No such image: {exception.Message}");
    }

    private async Task<string?> PublishedDigestAsync(ImageName name, CancellationToken cancellationToken)
    {
        try
        {
            return await docker.Images.RegistryDigestAsync(name.Tagged, cancellationToken);
        }
        catch (DockerException)
        {
            return null;
        }
    }

    private static RunFailedException TooLarge(ImageName name, RunLimits limits) =>
        new(FailureKind.ImageTooLarge, $"The image {name.Tagged} is larger than {limits.ImageBytes} bytes.");
}
