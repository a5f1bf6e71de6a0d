using System.Net.Http.Json;
using System.Text.Json;
using Iexec.Ethereum;
using Iexec.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Iexec.Hosting.Tests;

/// <summary>A service on a port of its own, made of what a test adds.</summary>
public sealed class TestService : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    public WebApplication App { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public string Folder => Path.Combine(_folder.Path, "data");

    public static async Task<TestService> StartAsync(
        Func<ServiceSettings, ServiceSettings>? change = null,
        Action<IServiceCollection, ServiceSettings>? add = null,
        Action<WebApplication>? map = null,
        TimeProvider? time = null)
    {
        var service = new TestService();
        await service.RestartAsync(change, add, map, time);
        return service;
    }

    public async Task RestartAsync(
        Func<ServiceSettings, ServiceSettings>? change = null,
        Action<IServiceCollection, ServiceSettings>? add = null,
        Action<WebApplication>? map = null,
        TimeProvider? time = null)
    {
        await StopAsync();
        var settings = new ServiceSettings
        {
            DataFolder = Folder,
            ChainUrl = new Uri("http://127.0.0.1:1"),
            Hub = Address.Zero,
            Logger = NullLoggerProvider.Instance,
        };
        settings = change?.Invoke(settings) ?? settings;
        var builder = ServiceHost.CreateBuilder(settings, ServiceSurroundings.Real with { Time = time ?? TimeProvider.System });
        add?.Invoke(builder.Services, settings);
        App = ServiceHost.Build(builder);
        map?.Invoke(App);
        await App.StartAsync();
        Http = new HttpClient { BaseAddress = App.ListenUrl() };
    }

    public async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Http.SendAsync(request);
    }

    /// <summary>What an answer says is wrong, in the one form of errors.</summary>
    public static async Task<string> ErrorOf(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(body.GetProperty("ok").GetBoolean());
        return body.GetProperty("error").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private async Task StopAsync()
    {
        Http?.Dispose();
        if (App is not null)
            await App.DisposeAsync();
    }
}
