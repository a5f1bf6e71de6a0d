using System.Globalization;
using Iexec.Worker.Running;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Iexec.Worker.Disk;

/// <summary>
/// Where an app writes: a file system of its own, in a file of fixed size. Whatever it writes there, in whatever way, also in files that it
/// deleted and holds open, is within one bound, and no run can take the disk from its neighbours: the file's blocks are taken before the app
/// starts. It needs root, loop devices and e2fsprogs; where they are missing, it is a plain folder, which is only measured.
/// </summary>
/// <param name="folder">The task's folder.</param>
/// <param name="isBounded">Whether it is a file system of its own.</param>
/// <param name="log">Where it is told that it cannot be removed.</param>
internal sealed class RunDisk(TaskFolder folder, bool isBounded, ILogger log) : IAsyncDisposable
{
    private const long Block = 4096;
    private const long BytesPerInode = 256;
    private const int SpareInodes = 64;
    private const long Spare = 1 << 20;

    /// <summary>Whether it is a file system of its own.</summary>
    public bool IsBounded => isBounded;

    /// <summary>Why file systems of their own cannot be made here; null where they can.</summary>
    /// <param name="scratch">A folder of the worker's own, on its disk.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<string?> ProbeAsync(string scratch, CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess)
            return "the worker does not run as root";
        var folder = new TaskFolder(scratch);
        try
        {
            await folder.PrepareAsync(ct);
            await MakeAsync(folder, new RunLimits { WallTime = TimeSpan.Zero, OutputBytes = Spare, FreeDiskFloor = 0 }, isBounded: true, NullLogger.Instance, ct);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
        finally
        {
            await folder.DeleteAsync(ct);
        }
    }

    /// <summary>Makes an empty one; that of an earlier run goes.</summary>
    /// <param name="folder">The task's folder.</param>
    /// <param name="limits">What the app may write.</param>
    /// <param name="isBounded">Whether it is a file system of its own.</param>
    /// <param name="log">Where it is told that it cannot be removed.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="IOException">The host cannot make it.</exception>
    /// <exception cref="ExecutorException">The disk has no room for it.</exception>
    public static async Task<RunDisk> MakeAsync(TaskFolder folder, RunLimits limits, bool isBounded, ILogger log, CancellationToken ct)
    {
        await RemoveAsync(folder, ct);
        Directory.CreateDirectory(folder.Disk);
        var disk = new RunDisk(folder, isBounded, log);
        try
        {
            if (isBounded)
                await MountAsync(folder, limits, ct);
            TaskFolder.MakeWritable(folder.Output);
            return disk;
        }
        catch
        {
            await disk.DisposeAsync();
            throw;
        }
    }

    /// <summary>Removes the one of a folder with all in it; nothing happens where there is none.</summary>
    public static async Task RemoveAsync(TaskFolder folder, CancellationToken ct)
    {
        if (File.Exists(folder.DiskImage))
            // Lazily: a container that a killed Engine left behind may still be in it. Whether it was mounted at all is not known.
            await HostCommand.RunAsync("umount", ["-l", folder.Disk], null, ct);
        await Tree.DeleteAsync(ct, folder.Disk, folder.DiskImage);
    }

    /// <summary>A folder for what the app writes in a volume of its image.</summary>
    public string MakeVolume(int number)
    {
        var path = Path.Combine(folder.Disk, $"volume{number}");
        TaskFolder.MakeWritable(path);
        return path;
    }

    /// <summary>Removes it. What cannot be removed takes nobody's result.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await RemoveAsync(folder, CancellationToken.None);
        }
        catch (IOException exception)
        {
            log.LogWarning("What an app left is not removed; run the worker as root, and remove it by hand: {Reason}", exception.Message);
        }
    }

    private static async Task MountAsync(TaskFolder folder, RunLimits limits, CancellationToken ct)
    {
        var inodes = limits.OutputEntries + SpareInodes;
        // Each file's last block is half full, and each directory takes one: with so much beside the bytes, the bytes are what is bounded.
        var size = limits.OutputBytes + inodes * (Block + BytesPerInode) + limits.OutputBytes / 64 + Spare;
        size -= size % Block;
        if (new DriveInfo(folder.Root).AvailableFreeSpace - size < limits.FreeDiskFloor)
            throw new ExecutorException("The worker's disk has no room for the app's output; it must be freed, or the worker given fewer slots.");
        await using (var image = new FileStream(folder.DiskImage, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            PreallocationSize = size,
        }))
            image.SetLength(size);
        await SucceedAsync(
            "mkfs.ext4",
            ["-q", "-F", "-b", "4096", "-m", "0", "-O", "^has_journal,^resize_inode", "-E", "nodiscard", "-N", inodes.ToString(CultureInfo.InvariantCulture), folder.DiskImage],
            ct);
        await SucceedAsync("mount", ["-o", "loop,nosuid,nodev,noatime", folder.DiskImage, folder.Disk], ct);
    }

    private static async Task SucceedAsync(string program, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var (exitCode, output) = await HostCommand.RunAsync(program, arguments, null, ct);
        if (exitCode != 0)
            throw new IOException($"{program} failed: {output.Trim()}");
    }
}
