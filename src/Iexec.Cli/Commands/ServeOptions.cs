using System.CommandLine;
using Iexec.Client;
using Iexec.Ethereum;
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
    public static readonly Option<string> Workerpool = new("--workerpool") { Description = "the workerpool's address", Required = true };

    /// <summary>The options of all services, then some of one's own.</summary>
    public static Symbol[] With(params Symbol[] own) => [Listen, Data, PostgreSql, JsonLogs, Level, .. own];

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
