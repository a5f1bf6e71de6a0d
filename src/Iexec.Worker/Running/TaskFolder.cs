using Iexec.Worker.Disk;

namespace Iexec.Worker.Running;

/// <summary>A task's directory on the worker. Only the worker's user can enter it: what an app leaves there is hostile.</summary>
/// <param name="Root">Its absolute path.</param>
public sealed record TaskFolder(string Root)
{
    /// <summary>Where an app sees its input.</summary>
    public const string InputPath = "/iexec_in";

    /// <summary>Where an app writes its output.</summary>
    public const string OutputPath = "/iexec_out";

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Readable = Private | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    private const UnixFileMode Writable = Readable | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Input, filled before the run and seen read-only as <c>/iexec_in</c>.</summary>
    public string Input => Path.Combine(Root, "in");

    /// <summary>Seen by the app as <c>/iexec_out</c>; nothing but its size is looked at while the app runs.</summary>
    public string Output => Path.Combine(Disk, "out");

    /// <summary>All that the app can write on the worker's disk, where <see cref="RunDisk"/> bounds it.</summary>
    internal string Disk => Path.Combine(Root, "disk");

    /// <summary>The file that holds <see cref="Disk"/>.</summary>
    internal string DiskImage => Path.Combine(Root, "disk.img");

    /// <summary>The checked output: regular files and directories only.</summary>
    public string Result => Path.Combine(Root, "result");

    /// <summary>The checked output as an archive to upload.</summary>
    public string Archive => Path.Combine(Root, "result.zip");

    /// <summary>Makes the directory with an empty result; what an earlier run left there goes, input stays.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        await Tree.DeleteAsync(ct, Result, Archive);
        Make(Root, Private);
        Make(Input, Readable);
        Make(Result, Private);
    }

    /// <summary>Removes the directory and all in it.</summary>
    public async Task DeleteAsync(CancellationToken ct)
    {
        await RunDisk.RemoveAsync(this, ct);
        await Tree.DeleteAsync(ct, Root);
    }

    // An image may run as any user, and its root has no power over other users' files.
    internal static void MakeWritable(string path) => Make(path, Writable);

    private static void Make(string path, UnixFileMode mode)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }
}
