using Iexec.Ethereum;
using Xunit;

namespace Iexec.Chain.Tests;

/// <summary>What a caller of a sender sees.</summary>
[Trait("Category", "Integration")]
public sealed class SenderTests(LocalChain chain) : SentPosts(chain)
{
    [Fact]
    public async Task Fifty_calls_at_once_get_fifty_nonces_in_a_row_and_are_all_mined()
    {
        await using var running = await StartAsync();
        var board = await Chain.BoardAsync();
        var words = Enumerable.Range(0, 50).Select(_ => Chain.NewWord()).ToList();

        var results = await Task.WhenAll(words.Select(w => running.Sender.SendAsync(Noticeboard.Post(board, w), $"post:{w}")));

        Assert.Equal(50ul, await NonceAsync());
        Assert.Equal(Enumerable.Range(0, 50).Select(n => (ulong?)n), Database.Outbox().Select(t => t.Nonce));
        Assert.All(results.Zip(words), r => Assert.Equal(Bytes32.FromInteger(r.Second), r.First.Receipt.Logs.Single().Topics[0]));
    }

    [Fact]
    public async Task A_purpose_is_sent_once_however_often_it_is_asked_for()
    {
        await using var running = await StartAsync();
        var (call, word) = await NewPostAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => running.Sender.SendAsync(call, "once")));
        var later = await running.Sender.SendAsync(call, "once", retry: true);

        Assert.All(results, r => Assert.Equal(later.Hash, r.Hash));
        Assert.Equal(1ul, await NonceAsync());
        Assert.Equal(1, await PostedAsync(word));
    }

    [Fact]
    public async Task A_call_that_would_revert_is_refused_with_the_contracts_reason_and_not_sent()
    {
        await using var running = await StartAsync();
        var call = Noticeboard.Post(await Chain.BoardAsync(), 0);

        var error = await Assert.ThrowsAsync<TransactionRefusedException>(() => running.Sender.SendAsync(call, "zero"));

        Assert.Equal(Noticeboard.Reason, error.Reason);
        Assert.Equal(0ul, await NonceAsync());
        await Assert.ThrowsAsync<TransactionRefusedException>(() => running.Sender.SendAsync(call, "zero"));
        Assert.Single(Database.Outbox());
    }

    [Fact]
    public async Task What_was_refused_is_sent_anew_when_a_retry_is_asked_for()
    {
        await using var running = await StartAsync();
        await Assert.ThrowsAsync<TransactionRefusedException>(
            async () => await running.Sender.SendAsync(Noticeboard.Post(await Chain.BoardAsync(), 0), "post"));
        var (call, word) = await NewPostAsync();

        await running.Sender.SendAsync(call, "post", retry: true);

        Assert.Equal(1, await PostedAsync(word));
        Assert.Equal([OutboxState.Refused, OutboxState.Succeeded], Database.Outbox().Select(t => t.State));
    }

    [Fact]
    public async Task How_often_a_purpose_was_tried_and_how_it_stands_is_known()
    {
        await using var running = await StartAsync();
        await using var db = Database.CreateDbContext();
        Assert.Empty(await running.Sender.StatusOfAsync(db, ["post"]));
        for (var tries = 1; tries <= 2; tries++)
        {
            await Assert.ThrowsAsync<TransactionRefusedException>(
                async () => await running.Sender.SendAsync(Noticeboard.Post(await Chain.BoardAsync(), 0), "post", retry: true));
            var refused = (await running.Sender.StatusOfAsync(db, ["post", "other"])).Single().Value;
            Assert.Equal((OutboxState.Refused, tries, Noticeboard.Reason), (refused.State, refused.Tries, refused.Reason));
            Assert.Equal((null, false), (refused.Hash, refused.IsOpen));
        }
        var (call, _) = await NewPostAsync();
        var sent = await running.Sender.SendAsync(call, "post", retry: true);
        var succeeded = (await running.Sender.StatusOfAsync(db, ["post"]))["post"];
        Assert.Equal(
            (OutboxState.Succeeded, 3, null, sent.Hash), (succeeded.State, succeeded.Tries, succeeded.Reason, succeeded.Hash!.Value));

        // What succeeded is done once more for who finds on chain that it has to be.
        Assert.Equal(3, (await running.Sender.EnqueueAsync(db, call, "post", Repeat.AfterFailure)).Tries);
        Assert.Equal(4, (await running.Sender.EnqueueAsync(db, call, "post", Repeat.AfterAnyEnd)).Tries);
        Assert.Equal(4, (await running.Sender.EnqueueAsync(db, call, "post", Repeat.AfterAnyEnd)).Tries);
    }

    [Fact]
    public async Task Without_the_money_that_it_sends_along_a_one_shot_is_refused_at_once()
    {
        await using var running = await StartAsync();
        var call = new Protocol.ContractCall(Address.Zero, [], Units.Parse("1000"));

        var error = await Assert.ThrowsAsync<TransactionRefusedException>(
            () => running.Sender.SendAsync(call, "rich").WaitAsync(TimeSpan.FromMinutes(1)));

        Assert.Contains("send it some", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_reverts_once_mined_fails_with_the_contracts_reason()
    {
        await using var running = await StartAsync();
        var (call, word) = await NewPostAsync();
        Task<TransactionResult> sending;
        await using (await Chain.PauseAsync())
        {
            sending = running.Sender.SendAsync(call, "post");
            await PooledAsync(running);
            // Someone else takes the word before.
            await Chain.ControlAsync("anvil_setStorageAt", await Chain.BoardAsync(), Bytes32.FromInteger(word), Bytes32.FromInteger(1));
        }
        var error = await Assert.ThrowsAsync<TransactionFailedException>(() => sending);

        Assert.Equal(Noticeboard.Reason, error.Reason);
        Assert.False((await Eth.GetReceiptAsync(error.Hash))!.Succeeded);
        Assert.Equal(0, await PostedAsync(word));
    }

    [Fact]
    public async Task A_call_that_an_earlier_one_makes_useless_is_refused_once_that_is_mined()
    {
        await using var running = await StartAsync();
        var (call, word) = await NewPostAsync();
        Task<TransactionResult> first, second;
        await using (await Chain.PauseAsync())
        {
            first = running.Sender.SendAsync(call, "first");
            await PooledAsync(running);
            second = running.Sender.SendAsync(call, "second");
        }
        await first;

        // Whether the node's estimate saw the first one or not, it is not posted twice.
        await Assert.ThrowsAnyAsync<Exception>(() => second);
        Assert.Equal(1, await PostedAsync(word));
        Assert.Contains(Database.Outbox()[1].State, new[] { OutboxState.Refused, OutboxState.Failed });
    }

    [Fact]
    public async Task A_revert_with_bytes_that_only_look_like_an_error_is_refused_too()
    {
        await using var running = await StartAsync();
        // Init code that reverts with the selector of Error(string) and nothing after it.
        var call = new Protocol.ContractCall(null, Hex.Decode("6308c379a06000526004601cfd"));

        var error = await Assert.ThrowsAsync<TransactionRefusedException>(() => running.Sender.SendAsync(call, "odd"));

        Assert.NotEmpty(error.Reason);
    }

    [Fact]
    public async Task Without_money_for_gas_a_call_waits_with_the_reason_and_goes_when_money_comes()
    {
        await using var running = await StartAsync(Quick with { RefuseUnfunded = false });
        await Chain.FundAsync(Key.Address, 0);
        var (call, word) = await NewPostAsync();
        var sending = running.Sender.SendAsync(call, "poor");
        await Wait.UntilAsync(() => running.Sender.Status.Reason?.Contains("ETH", StringComparison.Ordinal) == true, "the reason is told", running.Run);

        Assert.Contains(Key.Address.ToString(), running.Sender.Status.Reason, StringComparison.Ordinal);
        Assert.False(sending.IsCompleted);
        await Chain.FundAsync(Key.Address);
        await sending;
        Assert.Equal(1, await PostedAsync(word));
    }

    [Fact]
    public async Task Without_money_for_gas_a_one_shot_is_refused_at_once()
    {
        await using var running = await StartAsync();
        await Chain.FundAsync(Key.Address, 0);
        var (call, _) = await NewPostAsync();

        var error = await Assert.ThrowsAsync<TransactionRefusedException>(() => running.Sender.SendAsync(call, "poor"));

        Assert.Contains("send it some", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_enqueued_in_a_transaction_is_sent_if_and_only_if_that_commits()
    {
        await using var running = await StartAsync();
        var (lost, lostWord) = await NewPostAsync();
        var (kept, keptWord) = await NewPostAsync();
        await using (var db = Database.CreateDbContext())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await running.Sender.EnqueueAsync(db, lost, "lost");
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        }
        await using (var db = Database.CreateDbContext())
        {
            var row = await running.Sender.EnqueueAsync(db, kept, "kept");
            Assert.Same(row, await running.Sender.EnqueueAsync(db, kept, "kept"));
            await db.SaveChangesAsync();
        }
        running.Sender.Wake();
        await StateAsync(OutboxState.Succeeded, running);

        Assert.Equal((0, 1), (await PostedAsync(lostWord), await PostedAsync(keptWord)));
    }

    [Fact]
    public async Task Two_processes_with_one_wallet_and_no_common_database_both_get_through()
    {
        var settings = Quick with { NonceLostAfter = TimeSpan.FromMilliseconds(200) };
        using var otherDatabase = new TestDatabase();
        await using var one = await StartAsync(settings);
        await using var other = new RunningSender(Eth, Key, otherDatabase, settings);
        var board = await Chain.BoardAsync();
        var words = Enumerable.Range(0, 20).Select(_ => Chain.NewWord()).ToList();

        await Task.WhenAll(words.Select((w, i) => (i % 2 == 0 ? one : other).Sender.SendAsync(Noticeboard.Post(board, w), $"post:{w}")));

        Assert.Equal(20ul, await NonceAsync());
        foreach (var word in words)
            Assert.Equal(1, await PostedAsync(word));
    }

    [Fact]
    public async Task A_contract_is_created()
    {
        await using var running = await StartAsync();
        var result = await running.Sender.SendAsync(Noticeboard.Create, "create");
        Assert.NotEmpty(await Eth.GetCodeAsync(result.Receipt.ContractAddress!.Value));
    }

    [Fact]
    public async Task An_outbox_of_another_chain_is_refused()
    {
        await using (var db = Database.CreateDbContext())
        {
            db.Add(new OutboxWallet { Wallet = Key.Address, ChainId = 1, Genesis = Bytes32.FromInteger(1) });
            await db.SaveChangesAsync();
        }
        await using var running = await StartAsync();
        var (call, _) = await NewPostAsync();

        await Assert.ThrowsAsync<ChainMismatchException>(() => running.Run);
        await Assert.ThrowsAsync<ChainMismatchException>(() => running.Sender.SendAsync(call, "post"));
    }
}
