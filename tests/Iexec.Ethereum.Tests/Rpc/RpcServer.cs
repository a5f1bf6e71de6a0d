using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Iexec.Ethereum.Tests.Rpc;

/// <summary>A node on loopback that answers requests as a test says; a null answer breaks the connection.</summary>
internal sealed class RpcServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RpcServer(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single());

    /// <summary>The bodies of requests so far.</summary>
    public List<JsonNode> Requests { get; } = [];

    /// <summary>Answers a request's body, given how many requests came before.</summary>
    public static async Task<RpcServer> StartAsync(Func<JsonNode, int, Task<Answer?>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = new RpcServer(builder.Build());
        server._app.Urls.Add("http://127.0.0.1:0");
        server._app.MapPost("/", context => server.HandleAsync(context, answer));
        await server._app.StartAsync();
        return server;
    }

    /// <inheritdoc cref="StartAsync(Func{JsonNode, int, Task{Answer}})"/>
    public static Task<RpcServer> StartAsync(Func<JsonNode, int, Answer?> answer) => StartAsync((body, before) => Task.FromResult(answer(body, before)));

    public static JsonObject Result(JsonNode request, JsonNode? result) =>
        new() { ["jsonrpc"] = "2.0", ["id"] = request["id"]!.DeepClone(), ["result"] = result };

    public static JsonObject Error(JsonNode request, int code, string message, JsonNode? data = null) =>
        new() { ["jsonrpc"] = "2.0", ["id"] = request["id"]!.DeepClone(), ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["data"] = data } };

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context, Func<JsonNode, int, Task<Answer?>> answer)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        int before;
        lock (Requests)
        {
            before = Requests.Count;
            Requests.Add(body);
        }
        if (await answer(body, before) is not { } given)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = given.Status;
        if (given.RetryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await context.Response.WriteAsync(given.Body);
    }
}

/// <summary>An answer of HTTP.</summary>
internal sealed record Answer(string Body, int Status = 200, int? RetryAfter = null)
{
    public Answer(JsonNode json) : this(json.ToJsonString())
    {
    }
}
