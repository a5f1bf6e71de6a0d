using Iexec.Protocol;
using Iexec.Scheduler.Tests.Network;
using Iexec.Testing;
using Xunit;

namespace Iexec.Client.Tests.Following;

/// <summary>What is told of a task by nodes that give no or few logs.</summary>
[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class HistoryTests(PoolNetwork network)
{
    [Fact]
    public async Task A_limit_on_the_range_of_logs_hides_nothing()
    {
        var task = await FinishedTask.CreateAsync(network);
        using var node = new NodeWithout(
            network.RpcUrl, "eth_getLogs", filter => Number(filter["toBlock"]) - Number(filter["fromBlock"]) >= 2);
        var history = Client(node).History;

        var (timeline, missing) = await history.TimelineAsync(task.Deal, task.Id, default);

        Assert.Null(missing);
        Assert.Equal(6, timeline.Count);
        Assert.Equal(0, LedgerLine.Of(task.Id, await history.EventsAsync(task.Deal, task.Id, default)).Sum(l => l.Net));
    }

    [Fact]
    public async Task Without_logs_all_else_is_known_and_what_is_missing_is_told()
    {
        var task = await FinishedTask.CreateAsync(network);
        using var node = new NodeWithout(network.RpcUrl, "eth_getLogs");
        var history = Client(node).History;

        Assert.Equal(ChainTaskStatus.Completed, (await history.TaskAsync(task.Id, default)).Status);
        var (timeline, missing) = await history.TimelineAsync(task.Deal, task.Id, default);

        Assert.Empty(timeline);
        Assert.Equal("the node does not give the events of the hub: eth_getLogs is not given", missing);
    }

    private IexecClient Client(HttpMessageHandler node) => new(
        new(Anvil.ChainId.ToString(), network.RpcUrl, network.Contracts.Hub), TestSurroundings.With(handler: node), null, null);

    private static long Number(System.Text.Json.Nodes.JsonNode? quantity) => Convert.ToInt64(quantity?.GetValue<string>(), 16);
}
