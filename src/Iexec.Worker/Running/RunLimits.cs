namespace Iexec.Worker.Running;

/// <summary>What one task may use. All workers of a pool need the same limits, or their failures differ.</summary>
public sealed record RunLimits
{
    /// <summary>How long the app may run: its category's time.</summary>
    public required TimeSpan WallTime { get; init; }

    /// <summary>How long the pull of the image may take.</summary>
    public TimeSpan PullTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Largest image, in bytes, as it is written to the disk.</summary>
    public long ImageBytes { get; init; } = 8L << 30;

    /// <summary>Largest dataset or input file, in bytes.</summary>
    public long InputBytes { get; init; } = 4L << 30;

    /// <summary>Memory in bytes, with everything written to <c>/tmp</c>; there is no swap beyond.</summary>
    public long MemoryBytes { get; init; } = 2L << 30;

    /// <summary>Processors.</summary>
    public double Cpus { get; init; } = 1;

    /// <summary>Processes and threads.</summary>
    public int Pids { get; init; } = 256;

    /// <summary>Open files of each process.</summary>
    public int OpenFiles { get; init; } = 1024;

    /// <summary>Size of <c>/tmp</c>, in bytes.</summary>
    public long TmpBytes { get; init; } = 64L << 20;

    /// <summary>Sum of the sizes of all output files, in bytes; also bounds what is written elsewhere in image volumes or deleted while open.</summary>
    public long OutputBytes { get; init; } = 256L << 20;

    /// <summary>Number of output files and directories.</summary>
    public int OutputEntries { get; init; } = 10_000;

    /// <summary>Directories within directories in the output.</summary>
    public int OutputDepth { get; init; } = 32;

    /// <summary>Free bytes of the worker's disk below which what fills it most is stopped, and nothing new is begun.</summary>
    public long FreeDiskFloor { get; init; } = 1L << 30;
}
