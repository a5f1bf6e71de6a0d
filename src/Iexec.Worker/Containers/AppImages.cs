using System.Net;
using Docker.DotNet.Models;
using Iexec.Docker;
using Iexec.Ethereum;
using Iexec.Runtime;
using Iexec.Worker.Disk;
using Iexec.Worker.Running;

namespace Iexec.Worker.Containers;

/// <summary>Gets the image of an app, exactly the one that its checksum on chain names.</summary>
/// <param name="docker">The Engine.</param>
/// <param name="disk">Watches the disk meanwhile.</param>
/// <param name="time">The clock of the pull's limit.</param>
internal sealed class AppImages(DockerClient docker, DiskWatch disk, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    // One at a time, so that what each writes can be told apart.
    private readonly SemaphoreSlim _one = new(1);
    private string? _root;

    /// <summary>The image's name by its manifest digest.</summary>
    /// <param name="multiaddr">The image's name, as the app's registration gives it.</param>
    /// <param name="checksum">SHA-256 of the image's manifest.</param>
    /// <exception cref="RunFailedException">It is no name of an image, or names another one.</exception>
    public static string Pinned(string multiaddr, Bytes32 checksum)
    {
        var digest = DigestOf(checksum);
        return $"{Parse(multiaddr, digest).Repository}@{digest}";
    }

    /// <summary>Pulls an image by its manifest digest unless the Engine holds it already.</summary>
    /// <param name="multiaddr">The image's name, as the app's registration gives it.</param>
    /// <param name="checksum">SHA-256 of the image's manifest.</param>
    /// <param name="limits">Limits of time and size.</param>
    /// <param name="ct">Cancels the pull.</param>
    /// <exception cref="RunFailedException">There is no such image to be had; the failure says why.</exception>
    /// <exception cref="ExecutorException">The disk is full.</exception>
    /// <exception cref="DockerException">The Engine itself is in trouble.</exception>
    public async Task<ImageInspectResponse> PullAsync(string multiaddr, Bytes32 checksum, RunLimits limits, CancellationToken ct)
    {
        var digest = DigestOf(checksum);
        var name = Parse(multiaddr, digest);
        var pinned = $"{name.Repository}@{digest}";
        var image = await docker.Images.FindAsync(pinned, ct);
        var isNew = image is null;
        if (isNew)
        {
            await DownloadAsync(name, digest, limits, ct);
            image = await docker.Images.FindAsync(pinned, ct);
        }
        if (image?.RepoDigests?.Any(held => held.EndsWith($"@{digest}", StringComparison.Ordinal)) != true)
            throw new RunFailedException(FailureKind.ImageMismatch, $"The Engine did not get {pinned} but another image.");
        if (image.Size <= limits.ImageBytes)
            return image;
        if (isNew)
            await docker.Images.RemoveAsync(pinned, ct, evenInUse: false);
        throw TooLarge(name, limits);
    }

    public void Dispose() => _one.Dispose();

    private static string DigestOf(Bytes32 checksum) => $"sha256:{Convert.ToHexStringLower(checksum.ToBytes())}";

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

    private async Task DownloadAsync(ImageName name, string digest, RunLimits limits, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            await time.WithinAsync(
                limits.PullTime, $"{name.Repository}@{digest} was not pulled", cancel => PullBoundedAsync(name, digest, limits, cancel), ct);
        }
        catch (TimeLimitException exception)
        {
            throw new RunFailedException(FailureKind.PullTimeout, $"{exception.Message}.");
        }
        catch (DockerException exception) when (exception.InnerException is null)
        {
            throw await ExplainAsync(exception, name, digest, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task PullBoundedAsync(ImageName name, string digest, RunLimits limits, CancellationToken ct)
    {
        _root ??= await docker.RootAsync(ct);
        // An Engine whose folder is not on this host is not this worker's to watch.
        string[] folders = Directory.Exists(_root) ? [_root] : [];
        var meter = folders.Length > 0 ? new PullMeter(_root) : null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var layers = new Dictionary<string, long>();
        var pull = disk.WhileAsync(
            folders,
            limits.FreeDiskFloor,
            () => meter?.Lost ?? 0,
            async cancel =>
            {
                await docker.Images.PullAsync(name.Repository, digest, Note, cancel);
                return true;
            },
            stop.Token);
        using var timer = new PeriodicTimer(Look, time);
        while (await Task.WhenAny(pull, timer.WaitForNextTickAsync(CancellationToken.None).AsTask()) != pull)
        {
            if (!IsTooLarge() && meter?.Exceeds(limits.ImageBytes) != true)
                continue;
            await stop.CancelAsync();
            await ((Task)pull).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw TooLarge(name, limits);
        }
        await pull;

        void Note(JSONMessage report)
        {
            if (report is { Status: "Downloading", ID: { } layer, Progress: { } at })
                lock (layers)
                    layers[layer] = Math.Max(at.Total ?? 0, at.Current ?? 0);
        }

        bool IsTooLarge()
        {
            lock (layers)
                return layers.Values.Sum() > limits.ImageBytes;
        }
    }

    private async Task<Exception> ExplainAsync(DockerException exception, ImageName name, string digest, CancellationToken ct)
    {
        if (exception.Message.Contains("no space left", StringComparison.OrdinalIgnoreCase))
            return new ExecutorException("The worker's disk is full: the app's image cannot be pulled.", exception);
        if (exception.Message.Contains("verification failed", StringComparison.OrdinalIgnoreCase)
            || exception.Message.Contains("unexpected commit digest", StringComparison.OrdinalIgnoreCase))
            return new RunFailedException(
                FailureKind.ImageMismatch, $"The registry gives another content for {name.Repository}@{digest}: {exception.Message}");
        if (exception.Status is not (HttpStatusCode.NotFound or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
            return new RunFailedException(FailureKind.RegistryUnreachable, $"{name.Repository}@{digest} cannot be pulled: {exception.Message}");
        return await PublishedDigestAsync(name, ct) is { } other && other != digest
            ? new RunFailedException(FailureKind.ImageMismatch, $"The registry has {other} as {name.Tagged}, but the app's checksum is {digest}.")
            : new RunFailedException(FailureKind.ImageNotFound, $"No such image: {exception.Message}");
    }

    private async Task<string?> PublishedDigestAsync(ImageName name, CancellationToken ct)
    {
        try
        {
            return await docker.Images.RegistryDigestAsync(name.Tagged, ct);
        }
        catch (DockerException)
        {
            return null;
        }
    }

    private static RunFailedException TooLarge(ImageName name, RunLimits limits) =>
        new(FailureKind.ImageTooLarge, $"The image {name.Tagged} is larger than {limits.ImageBytes} bytes.");
}
