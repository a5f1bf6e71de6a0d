using Iexec.Ethereum;
using Iexec.Testing;
using Xunit;

namespace Iexec.Chain.Tests;

/// <summary>A sender over crashes, lost transactions, rising fees and reorgs.</summary>
[Trait("Category", "Integration")]
public sealed class SenderRecoveryTests(LocalChain chain) : SentPosts(chain)
{
    [Fact]
    public async Task A_restarted_sender_finds_what_the_last_one_sent()
    {
        var (call, word) = await NewPostAsync();
        await using (await Chain.PauseAsync())
        {
            await using var first = await StartAsync();
            _ = first.Sender.SendAsync(call, "post");
            await PooledAsync(first);
        }
        var sent = Database.Outbox().Single();
        Assert.Equal(OutboxState.Sent, sent.State);

        await using var second = await StartAsync();
        var result = await second.Sender.SendAsync(call, "post");

        Assert.Equal(sent.Attempts.Single().Hash, result.Hash);
        Assert.Equal(1ul, await NonceAsync());
        Assert.Equal(1, await PostedAsync(word));
    }

    [Fact]
    public async Task What_was_signed_but_never_reached_the_node_is_sent_after_a_restart_under_the_same_hash()
    {
        var (call, word) = await NewPostAsync();
        using var broken = new BrokenFor("eth_sendRawTransaction");
        var eth = new EthClient(new(TestSurroundings.With(handler: broken), Chain.RpcUrl, new() { Retries = 0 }));
        await using (var first = await StartAsync(eth: eth))
        {
            _ = first.Sender.SendAsync(call, "post");
            await StateAsync(OutboxState.Sent, first);
            await Wait.UntilAsync(() => first.Sender.Status.FailingSince is not null, "the fault is told", first.Run);
        }
        Assert.Equal(0ul, await NonceAsync());
        var hash = Database.Outbox().Single().Attempts.Single().Hash;

        await using var second = await StartAsync();
        var result = await second.Sender.SendAsync(call, "post");

        Assert.Equal(hash, result.Hash);
        Assert.Equal(1, await PostedAsync(word));
    }

    [Fact]
    public async Task What_is_not_mined_in_time_is_replaced_by_one_that_pays_more_up_to_the_limit()
    {
        var time = new ManualTime();
        var (call, word) = await NewPostAsync();
        var start = (await Eth.SuggestFeesAsync()).MaxFeePerGas;
        var settings = Quick with { MaxFeePerGas = start * 13 / 10 };
        await using var running = await StartAsync(settings, time: time);
        await using (await Chain.PauseAsync())
        {
            var sending = running.Sender.SendAsync(call, "post");
            await PooledAsync(running);
            for (var bumps = 1; bumps <= 2; bumps++)
            {
                await PassAsync(time, settings.BumpAfter, () => Database.Outbox().Single().Attempts.Count == bumps + 1);
                await PooledAsync(running);
            }
            await PassAsync(time, settings.BumpAfter, () => Database.Outbox().Single().Reason!.Contains("limit", StringComparison.Ordinal));

            var attempts = Database.Outbox().Single().Attempts.OrderBy(a => a.Id).ToList();
            Assert.Equal(3, attempts.Count);
            Assert.All(attempts, a => Assert.True(a.MaxFeePerGas <= settings.MaxFeePerGas));
            Assert.All(attempts.Zip(attempts.Skip(1)), p => Assert.True(p.Second.MaxFeePerGas * 10 >= p.First.MaxFeePerGas * 11));
            await Chain.MineAsync();
            await PassAsync(time, settings.PollInterval, () => sending.IsCompleted);

            Assert.Equal(attempts[^1].Hash, (await sending).Hash);
        }
        Assert.Equal(1, await PostedAsync(word));
    }

    [Fact]
    public async Task The_receipt_of_a_replaced_transaction_is_found_too()
    {
        var time = new ManualTime();
        await using var running = await StartAsync(time: time);
        var (call, word) = await NewPostAsync();
        await using (await Chain.PauseAsync())
        {
            var sending = running.Sender.SendAsync(call, "post");
            await PooledAsync(running);
            var first = Database.Outbox().Single().Attempts.Single();
            await PassAsync(time, Quick.BumpAfter, () => Database.Outbox().Single().Attempts.Count == 2);
            await PooledAsync(running);
            // The miner has not seen the replacement.
            await Chain.ControlAsync("anvil_dropTransaction", Database.Outbox().Single().Attempts.MaxBy(a => a.Id)!.Hash);
            await Eth.SendRawTransactionAsync(first.Raw);
            await Chain.MineAsync();
            await PassAsync(time, Quick.PollInterval, () => sending.IsCompleted);

            Assert.Equal(first.Hash, (await sending).Hash);
        }
        Assert.Equal(1, await PostedAsync(word));
    }

    [Fact]
    public async Task What_the_node_dropped_is_sent_again()
    {
        var time = new ManualTime();
        await using var running = await StartAsync(time: time);
        var (call, _) = await NewPostAsync();
        await using (await Chain.PauseAsync())
        {
            var sending = running.Sender.SendAsync(call, "post");
            await PooledAsync(running);
            var hash = Database.Outbox().Single().Attempts.Single().Hash;
            await Chain.ControlAsync("anvil_dropTransaction", hash);
            Assert.Null(await Eth.GetTransactionAsync(hash));
            time.Advance(Quick.RebroadcastEvery);
            await PooledAsync(running);
            await Chain.MineAsync();
            await PassAsync(time, Quick.PollInterval, () => sending.IsCompleted);

            Assert.Equal(hash, (await sending).Hash);
        }
    }

    [Fact]
    public async Task What_a_reorg_takes_back_is_sent_again()
    {
        await using var running = await StartAsync();
        var (call, word) = await NewPostAsync();
        var result = await running.Sender.SendAsync(call, "post");

        await Chain.ControlAsync("anvil_reorg", 1, Array.Empty<object>());
        await Wait.UntilAsync(
            async () => await Eth.GetReceiptAsync(result.Hash) is { } receipt && receipt.BlockHash != result.Receipt.BlockHash, "it is mined anew", running.Run);

        await StateAsync(OutboxState.Succeeded, running);
        Assert.Equal(1, await PostedAsync(word));
        Assert.Equal(1ul, await NonceAsync());
    }

    [Fact]
    public async Task What_is_mined_deep_enough_is_settled()
    {
        await using var running = await StartAsync(Quick with { Confirmations = 3 });
        var (call, _) = await NewPostAsync();
        await running.Sender.SendAsync(call, "post");
        Assert.False(Database.Outbox().Single().IsSettled);

        await Chain.ControlAsync("anvil_mine", 3);

        await Wait.UntilAsync(() => Database.Outbox().Single().IsSettled, "it is settled", running.Run);
    }

    [Fact]
    public async Task What_a_reorg_deeper_than_the_confirmations_takes_back_is_sent_again()
    {
        await using var running = await StartAsync(Quick with { Confirmations = 1, RebroadcastEvery = TimeSpan.FromMilliseconds(100) });
        var (call, word) = await NewPostAsync();
        await running.Sender.SendAsync(call, "post");
        await Chain.ControlAsync("anvil_mine", 3);
        await Wait.UntilAsync(() => Database.Outbox().Single().IsSettled, "it is settled", running.Run);

        // Anvil puts the transaction back into its pool; nodes forget such ones after a while.
        await using (await Chain.PauseAsync())
        {
            await Chain.ControlAsync("anvil_reorg", 4, Array.Empty<object>());
            await Chain.ControlAsync("anvil_dropAllTransactions");
            Assert.Equal(0ul, await NonceAsync());
        }

        var result = await running.Sender.SendAsync(call, "post").WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(result.Hash, (await Eth.GetReceiptAsync(result.Hash))!.TransactionHash);
        Assert.Equal(1, await PostedAsync(word));
        Assert.Equal(1ul, await NonceAsync());
    }

    [Fact]
    public async Task A_gap_that_a_transaction_from_elsewhere_leaves_is_filled()
    {
        var time = new ManualTime();
        await using var running = await StartAsync(time: time);
        var (call, word) = await NewPostAsync();
        Bytes32 foreign;
        await using (await Chain.PauseAsync())
        {
            foreign = await Eth.SendRawTransactionAsync(new Transaction
            {
                ChainId = Anvil.ChainId, Nonce = 0, GasLimit = 21_000, MaxFeePerGas = Units.Parse("100", Units.Gwei), To = Key.Address,
            }.Sign(Key).Encode());
            var sending = running.Sender.SendAsync(call, "post");
            await PooledAsync(running);
            Assert.Equal(1ul, Database.Outbox().Single().Nonce);
            // While the node has it, it is only waited for.
            for (var i = 0; i < 5; i++)
                await PassAsync(time, Quick.NonceLostAfter, () => Database.Outbox()[0].Reason!.Contains("elsewhere", StringComparison.Ordinal));
            Assert.Single(Database.Outbox());

            await Chain.ControlAsync("anvil_dropTransaction", foreign);
            await PassAsync(time, Quick.NonceLostAfter, () => Database.Outbox().Count == 2);
            await PooledAsync(running);
            await Chain.MineAsync();
            await PassAsync(time, Quick.PollInterval, () => sending.IsCompleted);
            await sending;
        }
        Assert.Equal(1, await PostedAsync(word));
        Assert.Equal(2ul, await NonceAsync());
        Assert.Equal([1ul, 0ul], Database.Outbox().Select(t => t.Nonce!.Value));
    }

    [Fact]
    public async Task An_outbox_in_a_file_outlives_its_program()
    {
        var file = Path.Combine(Path.GetTempPath(), $"iexec-{Guid.NewGuid():n}", "outbox.db");
        await Chain.FundAsync(Key.Address);
        var (call, word) = await NewPostAsync();
        try
        {
            var hashes = new List<Bytes32>();
            for (var run = 0; run < 2; run++)
            {
                await using var sender = await WalletSender.OpenAsync(Eth, Key, file, Quick);
                hashes.Add((await sender.SendAsync(call, "post")).Hash);
            }
            Assert.Equal(hashes[0], hashes[1]);
            Assert.Equal(1, await PostedAsync(word));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    // Moves the clock, step by step as the sender looks at it, until it is so.
    private static async Task PassAsync(ManualTime time, TimeSpan by, Func<bool> isSo)
    {
        time.Advance(by);
        await Wait.UntilAsync(
            () =>
            {
                if (isSo())
                    return true;
                time.Advance(Quick.PollInterval);
                return false;
            },
            "the sender notices");
    }

    private sealed class BrokenFor(string method) : DelegatingHandler(new HttpClientHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            (await request.Content!.ReadAsStringAsync(cancellationToken)).Contains(method, StringComparison.Ordinal)
                ? throw new HttpRequestException("the line is cut")
                : await base.SendAsync(request, cancellationToken);
    }
}
