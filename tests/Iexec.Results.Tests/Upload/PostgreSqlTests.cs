using System.Net;
using Iexec.Ethereum;
using Iexec.Testing;
using Xunit;

namespace Iexec.Results.Tests.Upload;

/// <summary>Results may be recorded in PostgreSQL.</summary>
[Trait("Category", "Integration")]
public sealed class PostgreSqlTests(PostgreSql server) : IClassFixture<PostgreSql>
{
    [Fact]
    public async Task Of_eight_uploads_at_once_one_is_recorded_and_all_are_answered()
    {
        server.SkipIfAbsent();
        using var worker = PrivateKey.Create();
        await using var store = await TestStore.StartAsync(s => s with { PostgreSql = server.ConnectionString("results") });
        var zip = TestZip.Result("42", out var digest);
        store.Chain.Contribute(worker.Address, digest);
        var token = await store.TokenAsync(worker);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.PutAsync(token, zip)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.NotNull(await store.Client.FindAsync(store.Chain.Task, default));
    }
}
