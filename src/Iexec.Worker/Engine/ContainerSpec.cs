namespace Iexec.Worker.Engine;

/// <summary>A container to create, in the Engine's own terms (<c>POST /containers/create</c>).</summary>
public sealed record ContainerSpec
{
    /// <summary>The image's id or name.</summary>
    public required string Image { get; init; }

    /// <summary>Arguments to the image's entry point; null takes the image's own.</summary>
    public IReadOnlyList<string>? Cmd { get; init; }

    /// <summary>Environment, as <c>NAME=value</c>.</summary>
    public IReadOnlyList<string>? Env { get; init; }

    /// <summary>Labels by which the container is found again.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>What the host grants and denies.</summary>
    public ContainerHostConfig HostConfig { get; init; } = new();
}

/// <summary>What the host grants and denies to a container, in the Engine's own terms.</summary>
public sealed record ContainerHostConfig
{
    /// <summary>Network name, or <c>none</c>.</summary>
    public string NetworkMode { get; init; } = "none";

    /// <summary>DNS servers; null takes the Engine's.</summary>
    public IReadOnlyList<string>? Dns { get; init; }

    /// <summary>Memory in bytes; 0 is unlimited.</summary>
    public long Memory { get; init; }

    /// <summary>Memory and swap together in bytes; equal to <see cref="Memory"/> it forbids swap.</summary>
    public long MemorySwap { get; init; }

    /// <summary>Processor share in billionths of a processor; 0 is unlimited.</summary>
    public long NanoCpus { get; init; }

    /// <summary>Number of processes and threads; null is unlimited.</summary>
    public long? PidsLimit { get; init; }

    /// <summary>Whether the image's file system cannot be written.</summary>
    public bool ReadonlyRootfs { get; init; }

    /// <summary>Memory file systems: path to mount options.</summary>
    public IReadOnlyDictionary<string, string>? Tmpfs { get; init; }

    /// <summary>Size of <c>/dev/shm</c> in bytes; null takes the Engine's.</summary>
    public long? ShmSize { get; init; }

    /// <summary>Linux capabilities taken away.</summary>
    public IReadOnlyList<string>? CapDrop { get; init; }

    /// <summary>Security options such as <c>no-new-privileges</c>.</summary>
    public IReadOnlyList<string>? SecurityOpt { get; init; }

    /// <summary>Resource limits per process.</summary>
    public IReadOnlyList<ContainerUlimit>? Ulimits { get; init; }

    /// <summary>Host directories seen inside.</summary>
    public IReadOnlyList<ContainerMount>? Mounts { get; init; }

    /// <summary>Where output goes.</summary>
    public ContainerLogConfig? LogConfig { get; init; }
}

/// <summary>A resource limit per process (setrlimit).</summary>
/// <param name="Name">Such as <c>nofile</c>.</param>
/// <param name="Soft">Soft limit.</param>
/// <param name="Hard">Hard limit.</param>
public sealed record ContainerUlimit(string Name, long Soft, long Hard);

/// <summary>A host directory seen inside a container. The Engine refuses a source that does not exist.</summary>
/// <param name="Source">Path on the Engine's host.</param>
/// <param name="Target">Path inside.</param>
/// <param name="ReadOnly">Whether the container cannot write it.</param>
public sealed record ContainerMount(string Source, string Target, bool ReadOnly)
{
    /// <summary>Always <c>bind</c>.</summary>
    public string Type { get; } = "bind";
}

/// <summary>Where a container's output goes.</summary>
/// <param name="Type">The log driver.</param>
/// <param name="Config">Its options.</param>
public sealed record ContainerLogConfig(string Type, IReadOnlyDictionary<string, string> Config);
