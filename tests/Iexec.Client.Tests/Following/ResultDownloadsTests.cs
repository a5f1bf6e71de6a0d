using System.Net;
using Iexec.Protocol;
using Iexec.Scheduler.Tests.Network;
using Xunit;

namespace Iexec.Client.Tests.Following;

[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class ResultDownloadsTests(PoolNetwork network) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("iexec-download-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Target => Path.Combine(_folder, "result.zip");

    [Fact]
    public async Task A_result_is_kept_when_its_digest_is_the_one_on_chain()
    {
        var task = await FinishedTask.CreateAsync(network);
        await File.WriteAllTextAsync(Target, "an older file");

        var digest = await DownloadAsync(task.Id, task.Archive);

        Assert.Equal((await network.Hub.ViewTaskAsync(task.Id, default)).ResultDigest, digest);
        Assert.Equal(task.Archive, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task What_is_not_what_the_workers_agreed_on_is_not_kept()
    {
        var task = await FinishedTask.CreateAsync(network);

        await RefusesAsync(task.Id, await FinishedTask.ArchiveAsync("43"), "but the workers agreed on");
        await RefusesAsync(task.Id, "no zip at all"u8.ToArray(), "is no result");
        await RefusesAsync(task.Id, task.Archive[..^10], "is no result");
    }

    [Fact]
    public async Task A_task_that_is_not_completed_has_no_result()
    {
        var task = await FinishedTask.CreateAsync(network, finalized: false);

        await RefusesAsync(task.Id, task.Archive, "only a completed task has a result");
    }

    private async Task RefusesAsync(TaskId task, byte[] stored, string why)
    {
        var error = await Assert.ThrowsAsync<UserException>(() => DownloadAsync(task, stored));
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    private async Task<Iexec.Ethereum.Bytes32> DownloadAsync(TaskId task, byte[] stored)
    {
        await using var wallet = await TestWallet.OpenAsync(network);
        using var store = new HttpClient(new Store(stored));
        return await new ResultDownloads(wallet.Client, store, new("http://gateway")).DownloadAsync(task, Target, default);
    }

    private sealed class Store(byte[] content) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(request.RequestUri!.AbsolutePath == "/ipfs/QmResult" ? HttpStatusCode.OK : HttpStatusCode.NotFound)
            {
                Content = new ByteArrayContent(content),
            });
    }
}
