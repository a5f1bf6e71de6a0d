using Iexec.Ethereum;
using Microsoft.Extensions.Logging;

namespace Iexec.Hosting;

/// <summary>What every service must be told. Each service derives its own record from it.</summary>
public record ServiceSettings
{
    /// <summary>Where to listen, as <c>http://host:port</c>; port 0 lets the system choose one (see <see cref="ServiceHost.ListenUrl"/>).</summary>
    public Uri Listen { get; init; } = new("http://127.0.0.1:0");

    /// <summary>The folder that holds everything the service must remember. Created when absent.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The JSON-RPC address of a node of the chain.</summary>
    public required Uri ChainUrl { get; init; }

    /// <summary>The address of the protocol's hub on that chain.</summary>
    public required Address Hub { get; init; }

    /// <summary>A PostgreSQL connection string, or null for an SQLite file in <see cref="DataFolder"/>. The database is this service's alone: tables are made only in an empty one.</summary>
    public string? PostgreSql { get; init; }

    /// <summary>The least severe messages that are logged. Those of ASP.NET and EF Core are logged from warnings on.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Whether log lines are JSON objects instead of text.</summary>
    public bool JsonLogs { get; init; }

    /// <summary>Where the log goes, or null for the standard error stream.</summary>
    public ILoggerProvider? Logger { get; init; }

    /// <summary>The largest request body in bytes that is read, unless an endpoint sets its own limit.</summary>
    public long MaxRequestBytes { get; init; } = 1 << 20;

    /// <summary>
    /// How many requests one address (IPv4, or IPv6 /64) may make in a minute; 0 for no limit. Services open to strangers set it.
    /// </summary>
    public int RequestsPerMinute { get; init; }

    /// <summary>
    /// How many requests of one address are served side by side, long polls among them; only with <see cref="RequestsPerMinute"/>.
    /// </summary>
    public int RequestsAtOnce { get; init; } = 256;

    /// <summary>Whether the limit holds for callers on this machine too.</summary>
    public bool LimitsLoopback { get; init; } = true;

    /// <summary>
    /// The proxies in front of the service, as addresses or networks (<c>10.0.0.0/8</c>), whose <c>X-Forwarded-For</c> and
    /// <c>X-Forwarded-Proto</c> are believed. Without them every caller behind a proxy is the proxy.
    /// </summary>
    public IReadOnlyCollection<string> ForwardedHeaders { get; init; } = [];

    /// <summary>
    /// Names other than loopback's that a service which listens on loopback answers to: those of a proxy in front of it.
    /// <c>*.example.org</c> for all below.
    /// </summary>
    public IReadOnlyCollection<string> Hosts { get; init; } = [];

    /// <summary>
    /// The origins of web pages that may read answers in a browser, such as <c>https://explorer.example</c>; <c>*</c> for all.
    /// </summary>
    public IReadOnlyCollection<string> Origins { get; init; } = [];

    /// <summary>
    /// The OTLP collector (HTTP) that metrics and traces are sent to; that of <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, or none, when null.
    /// </summary>
    public Uri? Collector { get; init; }
}
