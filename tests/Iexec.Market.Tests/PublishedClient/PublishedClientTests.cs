using System.Diagnostics;
using System.Text.Json;
using Iexec.Ethereum;
using Iexec.Testing;
using Xunit;

namespace Iexec.Market.Tests;

/// <summary>The published client (npm <c>iexec</c>) trades on this market unmodified.</summary>
[Trait("Category", "Integration")]
public sealed class PublishedClientTests(MarketNetwork network) : IClassFixture<MarketNetwork>
{
    private static readonly string Folder = Path.Combine(Repository.Root ?? "", "tests", "Iexec.Market.Tests", "PublishedClient");

    [Fact]
    public async Task It_publishes_lists_matches_and_unpublishes()
    {
        var net = network.Required();
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(Repository.Root ?? "", "node_modules", "iexec")),
            "The published client is not installed: run 'npm install --no-save iexec@9.0.0' in the repository.");
        var (seller, requester) = (await net.AccountAsync(stake: 1000), await net.AccountAsync(stake: 1000));
        var arguments = JsonSerializer.Serialize(new
        {
            rpc = net.Settings.ChainUrl,
            hub = net.Contracts.Hub,
            market = net.Url,
            seller = Hex.Encode(seller.ExportBytes()),
            requester = Hex.Encode(requester.ExportBytes()),
            app = await net.AppAsync(seller),
            pool = await net.PoolAsync(seller),
        });
        using var node = Process.Start(new ProcessStartInfo("node", ["trade.mjs", arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);

        var seen = JsonSerializer.Deserialize<JsonElement>(await output);
        var published = Texts(seen.GetProperty("published"));
        Assert.Equal(published, seen.GetProperty("listed").EnumerateArray().SelectMany(Texts));
        Assert.Equal("[1,1,1]", seen.GetProperty("counts").GetRawText());
        Assert.Contains($"order {published[0]} is already published", seen.GetProperty("refusal").GetString(), StringComparison.Ordinal);
        var deal = seen.GetProperty("dealid").GetString();
        Assert.Equal([deal], Texts(seen.GetProperty("deals")));
        Assert.Equal([deal], Texts(seen.GetProperty("mine")));
        Assert.Equal(3, seen.GetProperty("remaining").GetInt32());
        Assert.Equal(published[..2], Texts(seen.GetProperty("unpublished")));
    }

    private static List<string?> Texts(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetString())];
}
