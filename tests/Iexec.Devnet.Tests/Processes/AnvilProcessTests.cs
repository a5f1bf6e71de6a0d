using System.Net.Http.Json;
using System.Text.Json;
using Iexec.Devnet.Processes;
using Xunit;

namespace Iexec.Devnet.Tests.Processes;

[Trait("Category", "Integration")]
public sealed class AnvilProcessTests : IDisposable
{
    private readonly TestState _test = new();
    private readonly HttpClient _http = new();

    [Fact]
    public async Task The_chain_has_its_id_mines_at_once_and_moves_by_itself()
    {
        await using var supervisor = new Supervisor(_test.State, TimeProvider.System);
        var url = await AnvilProcess.StartAsync(supervisor, chainId: 4242, port: null, CancellationToken.None);
        Assert.Equal("0x1092", await AskAsync(url, "eth_chainId"));
        var accounts = await CallAsync(url, "eth_accounts");
        var before = await BlockAsync(url);

        await CallAsync(url, "eth_sendTransaction", new { from = accounts[0].GetString(), to = accounts[1].GetString(), value = "0x1" });
        await Eventually.TrueAsync(async () => await BlockAsync(url) > before, "a block with the transaction");
        var after = await BlockAsync(url);
        await Eventually.TrueAsync(async () => await BlockAsync(url) > after, "a block without one");
    }

    [Fact]
    public async Task A_killed_chain_is_reported_and_its_port_can_be_used_again()
    {
        await using var supervisor = new Supervisor(_test.State, TimeProvider.System);
        var port = Ports.Free();
        await AnvilProcess.StartAsync(supervisor, AnvilProcess.UsualChainId, port, CancellationToken.None);

        var killed = await Leftovers.StopAsync(_test.State, TimeProvider.System);
        var report = await supervisor.Crashed.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.StartsWith("anvil (process", Assert.Single(killed), StringComparison.Ordinal);
        Assert.StartsWith("anvil ended by itself", report, StringComparison.Ordinal);
        Assert.True(Ports.IsFree(port));
    }

    public void Dispose()
    {
        _http.Dispose();
        _test.Dispose();
    }

    private async Task<long> BlockAsync(Uri url) => Convert.ToInt64(await AskAsync(url, "eth_blockNumber"), 16);

    private async Task<string?> AskAsync(Uri url, string method) => (await CallAsync(url, method)).GetString();

    private async Task<JsonElement> CallAsync(Uri url, string method, params object[] parameters)
    {
        using var answer = await _http.PostAsJsonAsync(url, new { jsonrpc = "2.0", id = 1, method, @params = parameters });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("result");
    }
}
