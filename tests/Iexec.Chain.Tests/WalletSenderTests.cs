using Xunit;

namespace Iexec.Chain.Tests;

/// <summary>A user's outbox: it does what the user waits for, and nothing later.</summary>
[Trait("Category", "Integration")]
public sealed class WalletSenderTests(LocalChain chain) : SentPosts(chain)
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("iexec-wallet-");

    private string Outbox => Path.Combine(_folder.FullName, "outbox.db");

    [Fact]
    public async Task What_a_user_gives_up_before_it_is_sent_is_never_sent()
    {
        var (call, word) = await NewPostAsync();
        await Chain.FundAsync(Key.Address, 0);
        await using (var first = await OpenAsync())
        {
            using var stop = new CancellationTokenSource();
            var sending = first.SendAsync(call, "post a word", ct: stop.Token);
            await WaitsForMoneyAsync(first);
            await stop.CancelAsync();
            var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
            Assert.Equal("'post a word' is given up before it was sent: nothing was spent", e.Message);
        }
        await Chain.FundAsync(Key.Address);
        await using var second = await OpenAsync();
        var (other, _) = await NewPostAsync();
        await second.SendAsync(other, "post another");

        Assert.Empty(second.Found);
        Assert.Equal((0, 1ul), (await PostedAsync(word), await NonceAsync()));
    }

    [Fact]
    public async Task What_a_program_that_died_had_not_sent_is_given_up_and_told()
    {
        var (call, word) = await NewPostAsync();
        await Chain.FundAsync(Key.Address, 0);
        await using (var first = await OpenAsync())
        {
            // Nobody cancels: the program just ends.
            _ = first.SendAsync(call, "post a word");
            await Wait.UntilAsync(() => first.Status.Reason is not null, "it is in the outbox");
        }
        await Chain.FundAsync(Key.Address);
        await using var second = await OpenAsync();

        var found = Assert.Single(second.Found);
        Assert.Equal(("post a word", OutboxState.Refused, null), (found.Purpose, found.State, found.Hash));
        Assert.Contains("was not sent", found.Sentence, StringComparison.Ordinal);
        // The user may ask again, and then it is done once.
        await second.SendAsync(call, "post a word", retry: true);
        Assert.Equal((1, 1ul), (await PostedAsync(word), await NonceAsync()));
    }

    [Fact]
    public async Task What_may_have_been_sent_is_told_at_the_next_start_and_followed()
    {
        var (call, word) = await NewPostAsync();
        await Chain.FundAsync(Key.Address);
        await using (await Chain.PauseAsync())
        {
            await using (var first = await OpenAsync())
            {
                using var stop = new CancellationTokenSource();
                var sending = first.SendAsync(call, "post a word", ct: stop.Token);
                await Wait.UntilAsync(async () => await Eth.GetTransactionCountAsync(Key.Address, pending: true) == 1, "it is sent");
                await stop.CancelAsync();
                var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
                Assert.Contains("may still be mined: transaction 0x", e.Message, StringComparison.Ordinal);
            }
            await using var second = await OpenAsync();
            var found = Assert.Single(second.Found);
            Assert.Equal(("post a word", OutboxState.Sent), (found.Purpose, found.State));
            Assert.NotNull(await Eth.GetTransactionAsync(found.Hash!.Value));
        }
        await using var third = await OpenAsync();
        await third.SendAsync(call, "post a word");
        Assert.Equal((1, 1ul), (await PostedAsync(word), await NonceAsync()));
    }

    [Fact]
    public async Task Another_program_at_work_with_the_same_outbox_loses_nothing()
    {
        var (call, word) = await NewPostAsync();
        await Chain.FundAsync(Key.Address, 0);
        await using var first = await OpenAsync();
        var sending = first.SendAsync(call, "post a word");
        await WaitsForMoneyAsync(first);

        await using var second = await OpenAsync();
        Assert.Empty(second.Found);
        await Chain.FundAsync(Key.Address);
        await sending;
        Assert.Equal(1, await PostedAsync(word));
    }

    private static Task WaitsForMoneyAsync(WalletSender sender) =>
        Wait.UntilAsync(() => sender.Status.Reason?.Contains("send it some", StringComparison.Ordinal) == true, "it waits for money");

    private Task<WalletSender> OpenAsync() => WalletSender.OpenAsync(Eth, Key, Outbox, Quick with { RefuseUnfunded = false });
}
