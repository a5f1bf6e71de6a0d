using Iexec.Worker.Disk;
using Iexec.Worker.Running;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Iexec.Worker.Tests.Disk;

[Trait("Category", "Integration")]
public sealed class DiskWatchTests
{
    private const long Floor = 16 << 20;

    [Fact]
    public async Task At_the_floor_the_one_that_wrote_most_is_stopped_and_the_others_go_on()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to mount a small disk");
        await using var small = await SmallDisk.MountAsync("64M");
        var watch = new DiskWatch(TimeProvider.System);
        var neighbour = new TaskCompletionSource<int>();
        var modest = watch.WhileAsync([small.Path], Floor, () => 1, _ => neighbour.Task, CancellationToken.None);
        var greedy = watch.WhileAsync([small.Path], Floor, () => 60 << 20, ct => FillAsync(small.Path, ct), CancellationToken.None);

        var stopped = await Assert.ThrowsAsync<ExecutorException>(() => greedy);
        Assert.Contains("bytes free", stopped.Message, StringComparison.Ordinal);
        neighbour.SetResult(42);
        Assert.Equal(42, await modest);
    }

    [Fact]
    public async Task What_an_app_left_and_cannot_be_removed_takes_nobodys_result()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to make a file that cannot be removed");
        var folder = new TaskFolder(Directory.CreateTempSubdirectory("iexec-stuck-").FullName);
        await folder.PrepareAsync(CancellationToken.None);
        var disk = await RunDisk.MakeAsync(folder, new() { WallTime = default }, isBounded: false, NullLogger.Instance, CancellationToken.None);
        var file = Path.Combine(folder.Output, "stuck");
        await File.WriteAllTextAsync(file, "");
        var (exitCode, _) = await HostCommand.RunAsync("chattr", ["+i", file], null, CancellationToken.None);
        Assert.SkipWhen(exitCode != 0, "needs a file system with immutable files");

        await disk.DisposeAsync();

        Assert.True(File.Exists(file));
        await HostCommand.RunAsync("chattr", ["-i", file], null, CancellationToken.None);
        await folder.DeleteAsync(CancellationToken.None);
    }

    private static async Task<int> FillAsync(string folder, CancellationToken ct)
    {
        await using var file = new FileStream(Path.Combine(folder, "big"), FileMode.Create);
        await file.WriteAsync(new byte[60 << 20], CancellationToken.None);
        await file.FlushAsync(CancellationToken.None);
        await Task.Delay(Timeout.Infinite, ct);
        return 0;
    }
}
