using System.Security.Cryptography;
using System.Text;
using Iexec.Docker;

namespace Iexec.Worker.Containers;

/// <summary>
/// The images that this worker pulled, kept within a budget of disk: the least recently used go first, never one that a run needs, and never one
/// that somebody else pulled. A file for each tells its name, and by its time when it was last used, over restarts too.
/// </summary>
/// <param name="docker">The Engine.</param>
/// <param name="folder">The folder of these files.</param>
/// <param name="budget">What they may take together, in bytes.</param>
internal sealed class ImageCache(DockerClient docker, string folder, long budget)
{
    private readonly Lock _gate = new();
    private readonly List<string> _inUse = [];

    /// <summary>Whether the Engine holds an image that this worker did not pull.</summary>
    public async Task<bool> IsForeignAsync(string pinned, CancellationToken ct) =>
        !File.Exists(FileOf(pinned)) && await docker.Images.FindAsync(pinned, ct) is not null;

    /// <summary>Keeps an image until the end of the use, and notes when that was.</summary>
    /// <param name="pinned">The image's name with its digest.</param>
    /// <param name="isForeign">Whether it is not this worker's to remove.</param>
    public IDisposable Use(string pinned, bool isForeign)
    {
        lock (_gate)
            _inUse.Add(pinned);
        if (!isForeign)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(FileOf(pinned), pinned);
        }
        return new InUse(this, pinned);
    }

    /// <summary>Removes images until the others are within the budget, and the disk has room for more.</summary>
    /// <param name="room">Bytes that should be free on the Engine's disk.</param>
    /// <param name="ct">Cancels.</param>
    public async Task TrimAsync(long room, CancellationToken ct)
    {
        if (!Directory.Exists(folder))
            return;
        var held = new List<(FileInfo File, string Pinned, long Size)>();
        foreach (var file in new DirectoryInfo(folder).GetFiles().OrderBy(file => file.LastWriteTimeUtc))
        {
            var pinned = await File.ReadAllTextAsync(file.FullName, ct);
            if (await docker.Images.FindAsync(pinned, ct) is { } image)
                held.Add((file, pinned, image.Size));
            else if (!IsInUse(pinned))
                file.Delete();
        }
        var root = await docker.RootAsync(ct);
        var total = held.Sum(image => image.Size);
        foreach (var (file, pinned, size) in held)
        {
            if (total <= budget && (!Directory.Exists(root) || new DriveInfo(root).AvailableFreeSpace >= room))
                return;
            if (IsInUse(pinned))
                continue;
            await docker.Images.RemoveAsync(pinned, ct, evenInUse: false);
            total -= size;
            file.Delete();
        }
    }

    private bool IsInUse(string pinned)
    {
        lock (_gate)
            return _inUse.Contains(pinned);
    }

    private string FileOf(string pinned) => Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(pinned))));

    private sealed class InUse(ImageCache cache, string pinned) : IDisposable
    {
        public void Dispose()
        {
            lock (cache._gate)
                cache._inUse.Remove(pinned);
        }
    }
}
