using System.Buffers.Text;
using System.Text;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Xunit;

namespace Iexec.Results.Tests.Upload;

public sealed class TokenTests : IDisposable
{
    private readonly PrivateKey _worker = PrivateKey.Create();
    private readonly PrivateKey _stranger = PrivateKey.Create();

    public void Dispose()
    {
        _worker.Dispose();
        _stranger.Dispose();
    }

    [Fact]
    public async Task A_token_is_given_only_to_the_worker_that_is_authorised()
    {
        await using var store = await TestStore.StartAsync();
        var authorization = WorkerpoolAuthorization.Issue(store.Chain.PoolOwner, _worker.Address, store.Chain.Task, Address.Zero);
        var refused = await Assert.ThrowsAsync<ApiException>(() => store.Client.TokenAsync(authorization, _stranger, default));
        Assert.Contains($"is not worker {_worker.Address}'s signature", refused.Message, StringComparison.Ordinal);
        var stolen = authorization with { WorkerWallet = _stranger.Address };
        refused = await Assert.ThrowsAsync<ApiException>(() => store.Client.TokenAsync(stolen, _stranger, default));
        Assert.Contains("is not signed by", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authorization_must_come_from_the_pools_owner_and_be_for_a_task_on_chain()
    {
        await using var store = await TestStore.StartAsync();
        var own = WorkerpoolAuthorization.Issue(_worker, _worker.Address, store.Chain.Task, Address.Zero);
        var refused = await Assert.ThrowsAsync<ApiException>(() => store.Client.TokenAsync(own, _worker, default));
        Assert.Contains($"is not signed by {store.Chain.PoolOwner.Address}", refused.Message, StringComparison.Ordinal);
        var unknown = WorkerpoolAuthorization.Issue(store.Chain.PoolOwner, _worker.Address, new TaskId(Keccak256.HashText("none")), Address.Zero);
        refused = await Assert.ThrowsAsync<ApiException>(() => store.Client.TokenAsync(unknown, _worker, default));
        Assert.Contains("does not exist on chain", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"workerWallet":"0x00"}""")]
    public async Task An_authorization_that_is_none_is_refused(string body)
    {
        await using var store = await TestStore.StartAsync();
        using var answer = await store.SendAsync(HttpMethod.Post, "/v1/results/token", "0x00", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.InRange((int)answer.StatusCode, 400, 401);
    }

    [Fact]
    public async Task Tokens_expire()
    {
        await using var store = await TestStore.StartAsync();
        var token = await store.TokenAsync(_worker);
        store.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await TestStore.RefusedAsync(await store.PutAsync(token, [1]), 403, "has not contributed");
        store.Time.Advance(TimeSpan.FromSeconds(1));
        await TestStore.RefusedAsync(await store.PutAsync(token, [1]), 401, "expired");
    }

    [Fact]
    public async Task Forged_and_altered_tokens_are_refused()
    {
        await using var store = await TestStore.StartAsync();
        await using var elsewhere = await TestStore.StartAsync();
        var parts = (await store.TokenAsync(_worker)).Split('.');
        var claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1]))
            .Replace(_worker.Address.ToString(), _stranger.Address.ToString(), StringComparison.Ordinal);
        var otherWallet = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims));
        var none = Base64Url.EncodeToString("""{"alg":"none","typ":"JWT"}"""u8);
        string?[] forged =
        [
            null, "", "x", "a.b.c", "..", $"{parts[0]}.{otherWallet}.{parts[2]}", $"{none}.{otherWallet}.", $"{none}.{parts[1]}.{parts[2]}",
            $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}.{parts[2]}A", $"{parts[0]}.{parts[1]}.{new string('A', 1000)}",
            await elsewhere.TokenAsync(_worker),
        ];
        foreach (var token in forged)
        {
            await TestStore.RefusedAsync(await store.PutAsync(token!, [1]), 401, "Authorization header");
            using var head = await store.SendAsync(HttpMethod.Head, $"/v1/results/{store.Chain.Task}", token);
            Assert.Equal(401, (int)head.StatusCode);
        }
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task The_key_is_readable_by_its_user_only()
    {
        await using var store = await TestStore.StartAsync();
        await store.TokenAsync(_worker);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(store.Folder, "token.key")));
    }
}
