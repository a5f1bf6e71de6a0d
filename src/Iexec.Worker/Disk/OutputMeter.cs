using System.IO.Enumeration;
using Iexec.Worker.Running;

namespace Iexec.Worker.Disk;

/// <summary>
/// Measures an output directory, also while a hostile app writes it: no link is followed, no file opened, and the walk
/// ends at the first limit passed.
/// </summary>
internal sealed class OutputMeter : FileSystemEnumerator<long>
{
    private const int NoSuchFile = 2;
    private readonly int _rootLength;
    private readonly RunLimits _limits;
    private RunFailure? _failure;

    private OutputMeter(string root, RunLimits limits)
        : base(root, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false })
    {
        _rootLength = root.Length;
        _limits = limits;
    }

    /// <summary>What is wrong with the output so far, or null.</summary>
    public static RunFailure? Check(string root, RunLimits limits)
    {
        using var meter = new OutputMeter(Path.TrimEndingDirectorySeparator(root), limits);
        return meter.Walk();
    }

    protected override long TransformEntry(ref FileSystemEntry entry) => entry.IsDirectory ? 0 : entry.Length;

    protected override bool ShouldRecurseIntoEntry(ref FileSystemEntry entry)
    {
        if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            return false;
        var depth = entry.Directory[_rootLength..].Count(Path.DirectorySeparatorChar) + 1;
        if (depth <= _limits.OutputDepth)
            return true;
        _failure ??= new RunFailure(FailureKind.OutputRefused, $"The output nests directories deeper than {_limits.OutputDepth}.");
        return false;
    }

    // What the app removes during the walk is no fault; what cannot be read cannot be bounded.
    protected override bool ContinueOnError(int error)
    {
        if (error != NoSuchFile)
            _failure ??= new RunFailure(FailureKind.OutputRefused, $"A directory of the output cannot be read (error {error}).");
        return true;
    }

    private RunFailure? Walk()
    {
        var (bytes, entries) = (0L, 0);
        while (_failure is null && MoveNext())
        {
            bytes += Current;
            if (bytes > _limits.OutputBytes)
                return new RunFailure(FailureKind.OutputTooLarge, $"The output is larger than {_limits.OutputBytes} bytes.");
            if (++entries > _limits.OutputEntries)
                return new RunFailure(FailureKind.OutputTooLarge, $"The output has more than {_limits.OutputEntries} files and directories.");
        }
        return _failure;
    }
}
