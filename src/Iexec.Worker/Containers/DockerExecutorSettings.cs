namespace Iexec.Worker.Containers;

/// <summary>What a <see cref="DockerExecutor"/> must be told.</summary>
/// <param name="Worker">The worker, by what no other on the Engine's host has; its containers carry it.</param>
/// <param name="Folder">The worker's own folder, an absolute path on the Engine's host.</param>
public sealed record DockerExecutorSettings(string Worker, string Folder)
{
    /// <summary>What the images that it pulls may take of the disk together, in bytes.</summary>
    public long ImagesBytes { get; init; } = 32L << 30;

    /// <summary>How long an Engine that went away is waited for.</summary>
    public TimeSpan EngineTime { get; init; } = TimeSpan.FromMinutes(2);
}
