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
    public string Output => Path.Combine(Root, "out");

    /// <summary>The checked output: regular files and directories only.</summary>
    public string Result => Path.Combine(Root, "result");

    /// <summary>The checked output as an archive to upload.</summary>
    public string Archive => Path.Combine(Root, "result.zip");

    /// <summary>Makes the directory with an empty output; what an earlier run left there goes, input stays.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await Tree.DeleteAsync(cancellationToken, Output, Result, Archive);
        Make(Root, Private);
        Make(Input, Readable);
        // An image may run as any user, and its root has no power over other users' files.
        Make(Output, Writable);
        Make(Result, Private);
    }

    /// <summary>Removes the directory and all in it.</summary>
    public Task DeleteAsync(CancellationToken cancellationToken) => Tree.DeleteAsync(cancellationToken, Root);

    internal Task DeleteOutputAsync(CancellationToken cancellationToken) => Tree.DeleteAsync(cancellationToken, Output);

    private static void Make(string path, UnixFileMode mode)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }
}
