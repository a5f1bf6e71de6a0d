using Iexec.Chain;
using Iexec.Market;
using Iexec.Results.Store;
using Iexec.Scheduler.Database;
using Iexec.Testing;
using Iexec.Worker;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Iexec.Storage.Tests.Databases;

/// <summary>What the steps make of new databases.</summary>
[Trait("Category", "Integration")]
public sealed class MigrationTests(PostgreSql server) : IClassFixture<PostgreSql>
{
    [Theory]
    [InlineData("wallet", true)]
    [InlineData("market", true)]
    [InlineData("market", false)]
    [InlineData("results", true)]
    [InlineData("results", false)]
    [InlineData("scheduler", true)]
    [InlineData("scheduler", false)]
    [InlineData("worker", true)]
    [InlineData("worker", false)]
    public Task The_steps_make_the_layout_that_the_program_needs(string service, bool isSqlite) => service switch
    {
        "wallet" => CompareAsync<WalletOutbox>(isSqlite),
        "market" => CompareAsync<MarketDb>(isSqlite),
        "results" => CompareAsync<ResultsDb>(isSqlite),
        "scheduler" => CompareAsync<SchedulerDb>(isSqlite),
        _ => CompareAsync<WorkerDb>(isSqlite),
    };

    [Fact]
    public async Task All_services_share_one_PostgreSQL_database_that_they_make_together()
    {
        using var place = new Place(server);
        var opened = await Task.WhenAll(
            OpenAsync<MarketDb>(place), OpenAsync<ResultsDb>(place), OpenAsync<SchedulerDb>(place), OpenAsync<WorkerDb>(place));

        await using var market = place.Open<MarketDb>();
        await using var scheduler = place.Open<SchedulerDb>();
        await using var worker = place.Open<WorkerDb>();
        await using var results = place.Open<ResultsDb>();
        market.Workerpools.Add(new() { Workerpool = default, Owner = default, ApiUrl = "http://scheduler" });
        scheduler.Deals.Add(new() { Id = default, Block = 1, Transaction = default });
        worker.Results.Add(new() { Task = default, Digest = default });
        await market.SaveChangesAsync();
        await scheduler.SaveChangesAsync();
        await worker.SaveChangesAsync();
        Assert.Equal(4, opened.Length);
        Assert.Empty(await market.Deals.ToListAsync());
        Assert.Single(await scheduler.Deals.ToListAsync());
        Assert.Single(await worker.Results.ToListAsync());
        Assert.Empty(await results.Results.ToListAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Processes_that_start_together_run_each_step_once(bool isSqlite)
    {
        using var place = new Place(isSqlite ? null : server);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => OpenAsync<SchedulerDb>(place)));

        await using var db = place.Open<SchedulerDb>();
        Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_database_of_a_newer_program_is_left_alone_in_a_sentence(bool isSqlite)
    {
        using var place = new Place(isSqlite ? null : server);
        await using var db = await place.MigrateAsync<ResultsDb>();
        await db.Database.OpenConnectionAsync();
        await db.Database.GetDbConnection().RunAsync(
            $"INSERT INTO {(isSqlite ? "" : "results.")}\"{DatabaseMigration.HistoryTable}\" VALUES ('9999', '10.0.0')");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => place.MigrateAsync<ResultsDb>());

        Assert.Contains("step 9999", error.Message, StringComparison.Ordinal);
        Assert.Contains("newer version", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_readable_for_its_owner_only_and_read_while_one_writes()
    {
        using var place = new Place();
        await using var db = await place.MigrateAsync<WalletOutbox>();
        var path = place.PathOf<WalletOutbox>();

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(owner, File.GetUnixFileMode(path));
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        Assert.Equal("wal", await db.Database.SqlQueryRaw<string>("PRAGMA journal_mode").AsAsyncEnumerable().FirstAsync());
    }

    private static async Task<bool> OpenAsync<T>(Place place) where T : ServiceDb<T>, IServiceDb
    {
        await using var db = await place.MigrateAsync<T>();
        return true;
    }

    private async Task CompareAsync<T>(bool isSqlite) where T : ServiceDb<T>, IServiceDb
    {
        using var place = new Place(isSqlite ? null : server);
        using var other = new Place(isSqlite ? null : server);
        await using var migrated = await place.MigrateAsync<T>();
        await using var wanted = other.Open<T>();
        if (isSqlite)
            Directory.CreateDirectory(Path.GetDirectoryName(other.PathOf<T>())!);
        await wanted.Database.EnsureCreatedAsync();

        var layout = await wanted.LayoutAsync();
        Assert.NotEmpty(layout);
        Assert.Equal(layout, await migrated.LayoutAsync());
    }
}
