using System.CommandLine;
using Iexec.Client;
using Iexec.Ethereum;
using Iexec.Hosting;
using Microsoft.Extensions.Logging;

namespace Iexec.Cli;

/// <summary>Options that every service takes; the chain and its services come from <c>chain.json</c>.</summary>
internal static class ServeOptions
{
    public static readonly Option<string> Listen = new("--listen") { Description = "where to listen", DefaultValueFactory = _ => "http://127.0.0.1:0" };
    public static readonly Option<string> Data = new("--data") { Description = "the folder that holds all the service must remember", Required = true };
    public static readonly Option<string?> PostgreSql = new("--postgresql") { Description = "a connection string, in place of SQLite in the data folder" };
    public static readonly Option<bool> JsonLogs = new("--json-logs") { Description = "log lines as JSON" };
    public static readonly Option<LogLevel> Level = new("--log-level") { Description = "the least severe messages logged", DefaultValueFactory = _ => LogLevel.Information };
    public static readonly Option<string[]> Hosts = new("--host")
    {
        Description = "a name of a proxy in front of a service on loopback, which it answers to",
    };
    public static readonly Option<string[]> Origins = new("--origin")
    {
        Description = "an origin of web pages that may read answers, or *",
    };
    public static readonly Option<string[]> Proxies = new("--proxy")
    {
        Description = "a proxy, or a network of them, that is believed who a caller is",
    };
    public static readonly Option<int?> RequestsPerMinute = new("--requests-per-minute")
    {
        Description = "how many requests one address may make in a minute; 0 for no limit",
    };
    public static readonly Option<string> Workerpool = new("--workerpool") { Description = "the workerpool's address", Required = true };

    /// <summary>The options of all services, then some of one's own.</summary>
    public static Symbol[] With(params Symbol[] own) =>
        [Listen, Data, PostgreSql, JsonLogs, Level, Hosts, Origins, Proxies, RequestsPerMinute, .. own];

    /// <summary>A service's settings with what these options say.</summary>
    public static T Apply<T>(CommandContext context, T settings) where T : ServiceSettings => settings with
    {
        Listen = Url(context.Get(Listen)!, "--listen"),
        PostgreSql = context.Get(PostgreSql),
        JsonLogs = context.Get(JsonLogs),
        LogLevel = context.Get(Level),
        Hosts = context.Get(Hosts) ?? [],
        Origins = context.Get(Origins) ?? [],
        ForwardedHeaders = context.Get(Proxies) ?? [],
        RequestsPerMinute = context.Get(RequestsPerMinute) ?? settings.RequestsPerMinute,
    };

    /// <summary>An address of a service.</summary>
    /// <exception cref="UserException">It is none.</exception>
    public static Uri Url(string text, string name) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new UserException($"{name}: '{text}' is no http address");

    /// <summary>An address of a service that <c>chain.json</c> must name.</summary>
    /// <exception cref="UserException">It does not.</exception>
    public static Uri Need(Uri? url, string key) => url ?? throw new UserException($"chain.json has no '{key}' for this chain");

    public static Address PoolOf(CommandContext context) => Address.Parse(context.Get(Workerpool)!);
}
