using System.IO.Compression;
using System.Net;
using Iexec.Api;
using Iexec.Client;
using Xunit;

namespace Iexec.Devnet.Tests.Network;

/// <summary>What a requester gets, and strangers do not; and what no store can pass off as a result.</summary>
[Collection(NetworkCollection.Name)]
[Trait("Category", "Integration")]
public sealed class ResultTests(NetworkFixture network)
{
    [Fact]
    public async Task What_is_stored_is_kept_only_if_it_is_what_the_workers_agreed_on()
    {
        network.SkipIfMissing();
        var ending = await network.RunAsync(network.App, "well hello world");
        Assert.Equal("hello world\n", await ending.ResultAsync("result.txt"));
        Assert.True(ResultLink.TryParse(ending.Task.Results, out var link));
        var stored = Assert.Single(Directory.EnumerateFiles(Path.Combine(network.Folder, "services", "results"), Path.GetFileName(link.Location), SearchOption.AllDirectories));
        var honest = await File.ReadAllBytesAsync(stored);

        await using (var zip = await ZipFile.OpenAsync(stored, ZipArchiveMode.Update))
        {
            await using var entry = await zip.GetEntry("result.txt")!.OpenAsync();
            entry.Write("Hello"u8);
        }
        var tampered = await RefusedAsync(ending);
        await File.WriteAllBytesAsync(stored, honest[..^30]);
        var cut = await RefusedAsync(ending);
        await File.WriteAllBytesAsync(stored, honest);

        Assert.StartsWith($"what is stored at {link.Location} has digest 0x", tampered, StringComparison.Ordinal);
        Assert.EndsWith($"but the workers agreed on {ending.Task.ResultDigest}: it was not kept", tampered, StringComparison.Ordinal);
        Assert.StartsWith("what is stored is no result, and was not kept: ", cut, StringComparison.Ordinal);
        Assert.Equal("hello world\n", await ending.ResultAsync("result.txt"));
    }

    [Fact]
    public async Task What_the_app_printed_is_for_its_requester_only()
    {
        network.SkipIfMissing();
        var requester = await network.RequesterAsync();
        var purchase = await network.BuyAsync(network.RequestOf(requester, network.App, "exit 7") with { Trust = 1 }, requester);
        var ending = await purchase.EndAsync();

        var log = Assert.Single(await ending.LogsAsync());
        var scheduler = await requester.Client.SchedulerAsync(network.Info.Workerpool, CancellationToken.None);
        var stranger = await Assert.ThrowsAsync<ApiException>(() =>
            network.AppOwner.Client.History.LogsAsync(purchase.Deal, purchase.Task, CancellationToken.None));
        var nobody = await Assert.ThrowsAsync<ApiException>(() => scheduler.LogsAsync(purchase.Task, "", CancellationToken.None));

        Assert.Equal("failing on purpose\n", log.Logs.Stderr);
        Assert.Equal(Assert.Single(ending.Task.Contributors), log.Worker);
        Assert.Equal(HttpStatusCode.Forbidden, stranger.Status);
        Assert.Equal($"what the app printed is for the requester {requester.Address} only, you are {network.AppOwner.Address}", stranger.Message);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.Status);
        Assert.StartsWith("log in with a wallet", nobody.Message, StringComparison.Ordinal);
    }

    private static async Task<string> RefusedAsync(Ending ending)
    {
        var folder = Directory.CreateDirectory(Path.Combine(ending.Purchase.Network.Folder, Guid.NewGuid().ToString("N"))).FullName;
        var refused = await Assert.ThrowsAsync<UserException>(() =>
            ending.Purchase.Client.Results.DownloadAsync(ending.Task.Id, Path.Combine(folder, "result.zip"), CancellationToken.None));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        return refused.Message;
    }
}
