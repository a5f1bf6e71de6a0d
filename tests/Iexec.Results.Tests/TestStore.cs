using System.Net.Http.Json;
using System.Text.Json;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Iexec.Results.Tests;

/// <summary>A real result store on a port of its own, with a chain and a clock the test sets. Restarting keeps its folder.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private WebApplication? _app;

    public TestChain Chain { get; } = new();

    public ManualTime Time { get; } = new();

    public HttpClient Http { get; private set; } = new();

    public string Folder => _folder.Path;

    public static async Task<TestStore> StartAsync(Func<ResultsSettings, ResultsSettings>? change = null)
    {
        var store = new TestStore();
        await store.RestartAsync(change);
        return store;
    }

    public async Task RestartAsync(Func<ResultsSettings, ResultsSettings>? change = null)
    {
        if (_app is not null)
            await _app.DisposeAsync();
        var settings = new ResultsSettings
        {
            DataFolder = _folder.Path,
            ChainUrl = new Uri("http://127.0.0.1:1"),
            Hub = Address.Zero,
            Logger = NullLoggerProvider.Instance,
        };
        _app = ResultsService.Create(change is null ? settings : change(settings), Chain, ServiceSurroundings.Real with { Time = Time });
        await _app.StartAsync();
        Http.Dispose();
        Http = new HttpClient { BaseAddress = _app.ListenUrl() };
    }

    public ResultsClient Client => new(Http, Http.BaseAddress!);

    public Task<string> TokenAsync(PrivateKey worker) =>
        Client.TokenAsync(WorkerpoolAuthorization.Issue(Chain.PoolOwner, worker.Address, Chain.Task, Address.Zero), worker, default);

    public Task<HttpResponseMessage> PutAsync(string token, byte[] zip, TaskId? task = null) =>
        SendAsync(HttpMethod.Put, $"/v1/results/{task ?? Chain.Task}", token, new ByteArrayContent(zip));

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? authorization, HttpContent? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await Http.SendAsync(request);
    }

    public static async Task RefusedAsync(HttpResponseMessage answer, int status, string sentence)
    {
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains(sentence, body.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(status, (int)answer.StatusCode);
        answer.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
        Chain.PoolOwner.Dispose();
        _folder.Dispose();
    }
}
