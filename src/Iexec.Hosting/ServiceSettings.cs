using Iexec.Ethereum;
using Microsoft.Extensions.Logging;

namespace Iexec.Hosting;

/// <summary>What every service must be told. Each service derives its own record from it. Nothing is read from the environment.</summary>
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

    /// <summary>
    /// A PostgreSQL connection string, or null for an SQLite file in <see cref="DataFolder"/>. Each kind of service has its own schema: a
    /// market, a result store, a scheduler and a worker may share a database, two services of one kind may not.
    /// </summary>
    public string? PostgreSql { get; init; }

    /// <summary>The least severe messages that are logged. Those of ASP.NET and EF Core are logged from warnings on.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Whether log lines are JSON objects instead of text.</summary>
    public bool JsonLogs { get; init; }

    /// <summary>Where the log goes, or null for the standard error stream.</summary>
    public ILoggerProvider? Logger { get; init; }

    /// <summary>The largest request body in bytes that is read, unless an endpoint sets its own limit.</summary>
    public long MaxRequestBytes { get; init; } = 1 << 20;

    /// <summary>How many requests one IP address may make in a minute; 0 for no limit. Services open to strangers set it.</summary>
    public int RequestsPerMinute { get; init; }

    /// <summary>Whether the limit holds for callers on this machine too. A proxy in front of the service is one.</summary>
    public bool LimitsLoopback { get; init; } = true;
}
