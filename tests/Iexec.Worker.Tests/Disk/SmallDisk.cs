using Iexec.Worker.Running;

namespace Iexec.Worker.Tests;

/// <summary>A disk that is soon full, in memory.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    public static async Task<SmallDisk> MountAsync(string size)
    {
        var disk = new SmallDisk(Directory.CreateTempSubdirectory("iexec-small-").FullName);
        var (exitCode, output) = await HostCommand.RunAsync("mount", ["-t", "tmpfs", "-o", $"size={size}", "tmpfs", disk.Path], null, CancellationToken.None);
        return exitCode == 0 ? disk : throw new IOException(output);
    }

    public async ValueTask DisposeAsync()
    {
        await HostCommand.RunAsync("umount", ["-l", Path], null, CancellationToken.None);
        Directory.Delete(Path);
    }
}
