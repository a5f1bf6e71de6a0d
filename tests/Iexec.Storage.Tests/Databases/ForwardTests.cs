using System.Data.Common;
using Iexec.Api;
using Iexec.Chain;
using Iexec.Ethereum;
using Iexec.Market;
using Iexec.Protocol;
using Iexec.Results.Store;
using Iexec.Scheduler.Database;
using Iexec.Testing;
using Iexec.Worker;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Iexec.Storage.Tests.Databases;

/// <summary>Databases of before there were migrations, with all that they hold.</summary>
[Trait("Category", "Integration")]
public sealed class ForwardTests(PostgreSql server) : IClassFixture<PostgreSql>
{
    private const string Cid = "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWKPbdG";
    private static readonly Address Wallet = Address.Parse("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
    private static readonly Address Hub = Address.Parse("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359");
    private static readonly Bytes32 One = Bytes32.FromInteger(1);
    private static readonly Bytes32 Two = Bytes32.FromInteger(2);
    private static readonly TaskId Task1 = new(One);
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeMilliseconds(1_780_000_000_123);

    [Fact]
    public async Task A_wallets_transactions_and_their_attempts_survive()
    {
        using var place = new Place();
        await using (var old = await place.MakeOldAsync<WalletOutbox>())
            await AddOutboxAsync(old);

        await using var db = await place.MigrateAsync<WalletOutbox>();

        await RequireOutboxAsync(db, () => place.Open<WalletOutbox>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_workers_results_and_transactions_survive(bool isSqlite)
    {
        using var place = new Place(isSqlite ? null : server);
        await using (var old = await place.MakeOldAsync<WorkerDb>())
        {
            await AddOutboxAsync(old);
            await old.InsertAsync("Results", ("Task", $"{Task1}"), ("Digest", $"{Two}"), ("ExitCode", 143), ("Failure", "killed"));
        }
        await using var db = await place.MigrateAsync<WorkerDb>();

        var result = Assert.Single(await db.Results.ToListAsync());
        Assert.Equal((Task1, Two, 143, "killed"), (result.Task, result.Digest, result.ExitCode, result.Failure));
        Assert.NotNull(await db.Results.FindAsync(Task1));
        await RequireOutboxAsync(db, () => place.Open<WorkerDb>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_schedulers_tasks_replicates_and_transactions_survive(bool isSqlite)
    {
        using var place = new Place(isSqlite ? null : server);
        var ms = Time.ToUnixTimeMilliseconds();
        await using (var old = await place.MakeOldAsync<SchedulerDb>())
        {
            await AddOutboxAsync(old);
            await AddCursorAsync(old);
            await old.InsertAsync("Deals", ("Id", $"{Two}"), ("Block", 7L), ("Transaction", $"{One}"), ("IsOpened", true));
            await old.InsertAsync(
                "Tasks", ("Id", $"{Task1}"), ("Deal", $"{Two}"), ("Index", 3L), ("Requester", $"{Wallet}"), ("TimeRef", 60L), ("State", 1),
                ("Reason", "waits"), ("NextDeadline", ms), ("IsFinal", false));
            await old.InsertAsync(
                "Replicates", ("Task", $"{Task1}"), ("Worker", $"{Wallet}"), ("Name", "w"), ("Stage", (int)ReplicateStage.Contributed),
                ("Furthest", (int)ReplicateStage.Contributed), ("Since", ms), ("Goal", 0), ("IsGivenUp", false));
            await old.InsertAsync(
                "Logs", ("Task", $"{Task1}"), ("Worker", $"{Wallet}"), ("Stdout", "out"), ("Stderr", "err"), ("Received", ms));
            await old.InsertAsync("Timeline", ("Task", $"{Task1}"), ("Time", ms), ("What", "opened"), ("LogIndex", 0L));
            await old.InsertAsync("Offers", ("Hash", $"{One}"), ("Order", "{}"), ("Signed", ms));
        }
        await using var db = await place.MigrateAsync<SchedulerDb>();

        var task = await db.Tasks.SingleAsync(t => t.Requester == Wallet && t.Deal == new DealId(Two));
        Assert.Equal((Task1, 3, 60, Time), (task.Id, task.Index, task.TimeRef, task.NextDeadline));
        Assert.Equal(ReplicateStage.Contributed, (await db.Replicates.FindAsync(Task1, Wallet))!.Stage);
        Assert.Equal("out", (await db.Logs.FindAsync(Task1, Wallet))!.Stdout);
        Assert.Equal(Time, (await db.Timeline.SingleAsync()).Time);
        Assert.Equal(Time, (await db.Offers.SingleAsync()).Signed);
        Assert.True((await db.Deals.SingleAsync()).IsOpened);
        db.Timeline.Add(new() { Task = Task1, Time = Time, What = "contributed" });
        await db.SaveChangesAsync();
        await RequireCursorAsync(db);
        await RequireOutboxAsync(db, () => place.Open<SchedulerDb>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_markets_orders_and_deals_survive(bool isSqlite)
    {
        using var place = new Place(isSqlite ? null : server);
        await using (var old = await place.MakeOldAsync<MarketDb>())
        {
            await AddCursorAsync(old);
            var wallet = Hex.Encode(Wallet.ToBytes());
            await old.InsertAsync(
                "Orders", ("Hash", $"{One}"), ("Kind", (int)OrderKind.Workerpool), ("Signer", wallet), ("App", wallet), ("Dataset", wallet),
                ("Workerpool", wallet), ("Requester", wallet), ("Beneficiary", wallet), ("Price", 5L), ("StakePerTask", 2L), ("Volume", 9L),
                ("Remaining", 8L), ("Category", 1L), ("Trust", 3L), ("Status", (int)OrderStatus.Open),
                ("PublishedAt", Time.ToUnixTimeMilliseconds()), ("Block", 4L), ("Due", 0), ("Body", "{}"), ("Tag_W0", 1L), ("Tag_W1", 0L),
                ("Tag_W2", 0L), ("Tag_W3", -1L));
            await old.InsertAsync(
                "Deals", ("Id", $"{Two}"), ("AppHash", $"{One}"), ("DatasetHash", $"{One}"), ("WorkerpoolHash", $"{One}"),
                ("RequestHash", $"{One}"), ("Volume", 1L), ("Block", 4L), ("LogIndex", 2L),
                ("TransactionHash", $"{One}"), ("App", wallet), ("AppOwner", wallet),
                ("Dataset", wallet), ("DatasetOwner", wallet), ("Workerpool", wallet), ("WorkerpoolOwner", wallet), ("Requester", wallet),
                ("Beneficiary", wallet), ("Category", 1L), ("Price", 5L), ("Timestamp", Time.ToUnixTimeSeconds()), ("Body", "{}"));
        }
        await using var db = await place.MigrateAsync<MarketDb>();

        var order = await db.Orders.SingleAsync(
            o => o.Signer == Wallet && o.PublishedAt <= Time && o.Price <= new Rlc(5) && (o.Tag.W0 & 1) == 1);
        Assert.Equal(
            (new OrderHash(One), new Rlc(5), new Rlc(2), Time, new TagWords(1, 0, 0, -1)),
            (order.Hash, order.Price, order.StakePerTask, order.PublishedAt, order.Tag));
        var deal = await db.Deals.SingleAsync(d => d.WorkerpoolHash == new OrderHash(One));
        Assert.Equal((Time.ToUnixTimeSeconds(), new Rlc(5)), (deal.Timestamp.ToUnixTimeSeconds(), deal.Price));
        await RequireCursorAsync(db);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stores_results_survive(bool isSqlite)
    {
        using var place = new Place(isSqlite ? null : server);
        await using (var old = await place.MakeOldAsync<ResultsDb>())
        {
            await old.InsertAsync(
                "Results", ("Task", $"{Task1}"), ("Cid", Cid), ("Uploader", $"{Wallet}"), ("Size", 77L), ("UploadedAt", Time));
        }
        await using var db = await place.MigrateAsync<ResultsDb>();

        var result = await db.Results.SingleAsync(r => r.Uploader == Wallet && r.UploadedAt == Time);
        Assert.Equal((Task1, Results.Ipfs.Cid.Parse(Cid), 77), (result.Task, result.Cid, result.Size));
    }

    [Fact]
    public async Task Another_services_old_tables_are_left_to_it()
    {
        using var place = new Place(server);
        await using (var old = await place.MakeOldAsync<WorkerDb>())
            await old.InsertAsync("Results", ("Task", $"{Task1}"), ("Digest", $"{Two}"));

        await using var store = await place.MigrateAsync<ResultsDb>();
        await using var scheduler = await place.MigrateAsync<SchedulerDb>();
        await using var worker = await place.MigrateAsync<WorkerDb>();

        Assert.Empty(await store.Results.ToListAsync());
        Assert.Single(await worker.Results.ToListAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_a_step_fails_the_database_is_as_before_and_the_next_start_tries_again(bool isSqlite)
    {
        using var place = new Place(isSqlite ? null : server);
        await using var old = await place.MakeOldAsync<SchedulerDb>();
        foreach (var worker in new[] { $"{Wallet}", Hex.Encode(Wallet.ToBytes()) })
            await old.InsertAsync("Logs", ("Task", $"{Task1}"), ("Worker", worker), ("Stdout", ""), ("Stderr", ""), ("Received", 1L));

        await Assert.ThrowsAnyAsync<DbException>(() => place.MigrateAsync<SchedulerDb>());
        Assert.Equal(2, (await old.ReadAsync("SELECT * FROM \"Logs\"")).Count);
        await old.RunAsync($"DELETE FROM \"Logs\" WHERE \"Worker\" = '{Wallet}'");

        await using var db = await place.MigrateAsync<SchedulerDb>();
        Assert.NotNull(await db.Logs.FindAsync(Task1, Wallet));
    }

    private static async Task AddOutboxAsync(DbConnection old)
    {
        var ms = Time.ToUnixTimeMilliseconds();
        await old.InsertAsync("OutboxWallets", ("Wallet", $"{Wallet}"), ("ChainId", 134L), ("Genesis", $"{Two}"));
        await old.InsertAsync(
            "OutboxTransactions", ("Wallet", $"{Wallet}"), ("Purpose", "contribute:1"), ("To", $"{Hub}"), ("Data", new byte[] { 1, 2 }),
            ("Value", "115792089237316195423570985008687907853269984665640564039457584007913129639935"), ("State", "Sent"),
            ("Reason", "in the pool"), ("QueuedAt", ms), ("Nonce", 41L), ("GasLimit", 21000L),
            ("SentAt", ms), ("IsSettled", false), ("Version", 3));
        await old.InsertAsync(
            "OutboxTransactions", ("Wallet", $"{Wallet}"), ("Purpose", "deposit"), ("Data", new byte[] { 3 }), ("Value", "0"),
            ("State", "Succeeded"), ("QueuedAt", ms), ("Nonce", 40L), ("GasLimit", 21000L), ("SentAt", ms), ("MinedHash", $"{Two}"),
            ("MinedBlock", 9L), ("MinedAt", ms), ("IsSettled", true), ("Version", 5));
        foreach (var (hash, fee) in new[] { (One, "7"), (Two, "8") })
        {
            await old.InsertAsync(
                "OutboxAttempts", ("Hash", $"{hash}"), ("Raw", new byte[] { 4, 5 }), ("MaxFeePerGas", fee), ("MaxPriorityFeePerGas", "1"),
                ("SignedAt", ms), ("TransactionId", 1L));
        }
    }

    // What a sender needs so that it neither sends again nor forgets.
    private static async Task RequireOutboxAsync<T>(T db, Func<T> open) where T : DbContext
    {
        var store = new OutboxStore<T>(new Factory<T>(open), Wallet, TimeProvider.System);
        var sent = Assert.Single(await store.OpenAsync(db, default));
        Assert.Equal(
            ("contribute:1", Hub, OutboxState.Sent, 41ul, Time, 3),
            (sent.Purpose, sent.To!.Value, sent.State, sent.Nonce!.Value, sent.SentAt!.Value, sent.Version));
        Assert.Equal(System.Numerics.BigInteger.Pow(2, 256) - 1, sent.Value);
        Assert.Equal([1, 2], sent.Data);
        Assert.Equal([(One, 7), (Two, 8)], sent.Attempts.Select(a => (a.Hash, (int)a.MaxFeePerGas)));
        Assert.All(sent.Attempts, a => Assert.Equal([4, 5], a.Raw));
        Assert.Equal(new ChainIdentity(134, Two), await store.ChainAsync(new(1, One), default));

        var mined = await db.Set<OutboxTransaction>().SingleAsync(t => t.Purpose == "deposit");
        Assert.Equal((OutboxState.Succeeded, Two, 9ul, null), (mined.State, mined.MinedHash!.Value, mined.MinedBlock!.Value, mined.To));
        Assert.Equal(mined.Id, await store.SaveAsync(new(Hub, [3]), "deposit", retry: false, default));
        Assert.True(await store.SaveAsync(new(Hub, [6]), "new", retry: false, default) > mined.Id);
    }

    private static async Task AddCursorAsync(DbConnection old)
    {
        await old.InsertAsync(
            "ChainCursors", ("Follower", "f"), ("ChainId", 134L), ("Genesis", $"{One}"), ("NextBlock", 10L), ("LastHash", $"{Two}"),
            ("LastTime", Time.ToUnixTimeMilliseconds()));
        await old.InsertAsync("ChainBlocks", ("Follower", "f"), ("Number", 9L), ("Hash", $"{Two}"));
    }

    private static async Task RequireCursorAsync(DbContext db)
    {
        var cursor = await db.Set<ChainCursor>().SingleAsync();
        Assert.Equal((One, 10ul, Two, Time), (cursor.Genesis, cursor.NextBlock, cursor.LastHash, cursor.LastTime));
        Assert.Equal(Two, (await db.Set<FollowedBlock>().SingleAsync()).Hash);
    }

    private sealed class Factory<T>(Func<T> open) : IDbContextFactory<T> where T : DbContext
    {
        public T CreateDbContext() => open();
    }
}
