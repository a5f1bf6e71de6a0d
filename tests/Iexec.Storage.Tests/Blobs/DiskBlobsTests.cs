using Xunit;

namespace Iexec.Storage.Tests.Blobs;

/// <summary>Blobs on disk.</summary>
public sealed class DiskBlobsTests : BlobsTests, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("iexec-blobs-").FullName;

    public DiskBlobsTests() => Store = new DiskBlobs(_folder);

    private protected override IBlobs Store { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Blobs_are_there_after_a_restart_and_what_was_half_received_is_not()
    {
        await KeepAsync("kept", 1);
        var half = await Store.ReceiveAsync(new MemoryStream([2]), 1, default);
        var store = new DiskBlobs(_folder);

        Assert.True(await ((IBlobs)store).ExistsAsync("kept", default));
        Assert.Single(Files());
        await half.DisposeAsync();
    }

    [Fact]
    public async Task What_is_refused_cancelled_or_not_kept_leaves_no_file()
    {
        await Assert.ThrowsAsync<Runtime.TooLargeException>(() => Store.ReceiveAsync(new MemoryStream([1, 2]), 1, default));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.ReceiveAsync(new MemoryStream([1]), 1, cancelled.Token));
        await (await Store.ReceiveAsync(new MemoryStream([1]), 1, default)).DisposeAsync();

        Assert.Empty(Files());
    }

    [Fact]
    public async Task Only_the_owner_may_read()
    {
        await KeepAsync("mine", 1);

        Assert.All(Files(), f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(f)));
        Assert.All(
            Directory.GetDirectories(_folder, "*", SearchOption.AllDirectories),
            f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(f)));
    }

    private string[] Files() => Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);
}
