using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Iexec.Ethereum;
using Iexec.Testing;
using Xunit;

namespace Iexec.Chain.Tests;

/// <summary>What a sender offers for its transactions, on a node that suggests what the test says.</summary>
[Trait("Category", "Integration")]
public sealed class FeeTests(LocalChain chain) : SentPosts(chain)
{
    private static readonly BigInteger Gwei = BigInteger.Pow(10, 9);

    [Fact]
    public async Task On_a_chain_with_empty_blocks_the_first_offer_has_the_tip_that_the_node_wants() =>
        Assert.Equal((3 * Gwei, 3 * Gwei + 2 * 7), await OfferAsync(tip: 3 * Gwei, baseFee: 7));

    [Fact]
    public async Task A_tip_that_a_node_makes_up_is_cut_and_costs_no_more() =>
        Assert.Equal((50 * Gwei, 50 * Gwei + 2 * 7), await OfferAsync(tip: 100_000 * Gwei, baseFee: 7));

    private async Task<(BigInteger Tip, BigInteger Fee)> OfferAsync(BigInteger tip, BigInteger baseFee)
    {
        using var node = new Suggesting(Chain.RpcUrl, tip, baseFee);
        var eth = new EthClient(new(TestSurroundings.With(handler: node), Chain.RpcUrl));
        await using var running = await StartAsync(eth: eth);
        var (call, _) = await NewPostAsync();
        await using (await Chain.PauseAsync())
        {
            _ = running.Sender.SendAsync(call, "post");
            await StateAsync(OutboxState.Sent, running);
        }
        var attempt = Database.Outbox().Single().Attempts[0];
        return (attempt.MaxPriorityFeePerGas, attempt.MaxFeePerGas);
    }

    // Its last blocks were empty.
    private sealed class Suggesting(Uri chain, BigInteger tip, BigInteger baseFee) : HttpMessageHandler
    {
        private readonly HttpClient _chain = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
            if (body is JsonArray batch && batch.Any(c => c!["method"]!.GetValue<string>() == "eth_feeHistory"))
                return new() { Content = new StringContent(new JsonArray([.. batch.Select(c => Answer(c!))]).ToJsonString()) };
            return await _chain.PostAsync(chain, new StringContent(body.ToJsonString(), null, "application/json"), cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            _chain.Dispose();
            base.Dispose(disposing);
        }

        private JsonObject Answer(JsonNode call) => new()
        {
            ["id"] = call["id"]!.DeepClone(),
            ["result"] = JsonSerializer.SerializeToNode<object>(call["method"]!.GetValue<string>() switch
            {
                "eth_feeHistory" => new { BaseFeePerGas = new[] { baseFee, baseFee }, Reward = new[] { new[] { BigInteger.Zero } } },
                "eth_maxPriorityFeePerGas" => tip,
                _ => tip + baseFee,
            }, RpcJson.Options),
        };
    }
}
