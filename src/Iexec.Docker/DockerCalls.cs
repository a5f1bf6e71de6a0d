using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet;
using Docker.DotNet.Models;
using Docker.DotNet.NativeHttp;
using Iexec.Runtime;
using Engine = Docker.DotNet.DockerClient;
using Version = System.Version;

namespace Iexec.Docker;

/// <summary>Calls to a Docker Engine: version negotiation, time limits, and one kind of error.</summary>
internal sealed class DockerCalls(DockerEndpoint endpoint, TimeProvider time) : IDisposable
{
    // Debian 12 ships an Engine of API 1.41. Newer Engines drop old versions, so theirs is used where it is later.
    private static readonly Version Spoken = new(1, 41);
    private static readonly TimeSpan QuickLimit = TimeSpan.FromMinutes(2);
    private readonly Engine _unversioned = Connect(endpoint, null);
    private Engine? _negotiated;

    /// <summary>A short call.</summary>
    public async Task<T> QuickAsync<T>(string what, Func<Engine, CancellationToken, Task<T>> call, CancellationToken ct)
    {
        try
        {
            return await time.WithinAsync(
                QuickLimit, $"The Docker Engine at {endpoint} did not answer '{what}'", cancel => OpenAsync(call, cancel), ct);
        }
        catch (TimeLimitException exception)
        {
            throw new DockerException(exception.Message, inner: exception);
        }
    }

    /// <summary>A short call without an answer.</summary>
    public Task QuickAsync(string what, Func<Engine, CancellationToken, Task> call, CancellationToken ct) =>
        QuickAsync(
            what,
            async (engine, cancel) =>
            {
                await call(engine, cancel);
                return true;
            },
            ct);

    /// <summary>A short call for which it is well when the thing is gone (404), or not in the state to be changed (409).</summary>
    public async Task TolerantAsync(string what, Func<Engine, CancellationToken, Task> call, CancellationToken ct)
    {
        try
        {
            await QuickAsync(what, call, ct);
        }
        catch (DockerException exception) when (exception.Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
        }
    }

    /// <summary>A short call for a thing, or null where there is none (404).</summary>
    public async Task<T?> FindAsync<T>(string what, Func<Engine, CancellationToken, Task<T>> call, CancellationToken ct) where T : class
    {
        try
        {
            return await QuickAsync(what, call, ct);
        }
        catch (DockerException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>A call that only the caller's token limits.</summary>
    public async Task<T> OpenAsync<T>(Func<Engine, CancellationToken, Task<T>> call, CancellationToken ct)
    {
        var engine = _negotiated ??= await NegotiateAsync(ct);
        return await GuardAsync(() => call(engine, ct), ct);
    }

    /// <summary>A pull, a build or a push, which tells its progress; an error among it is thrown.</summary>
    /// <exception cref="DockerException">It failed; the message is the Engine's.</exception>
    public async Task ReportedAsync(
        Func<Engine, IProgress<JSONMessage>, CancellationToken, Task> call, Action<JSONMessage> report, CancellationToken ct)
    {
        var reports = new Reports(report);
        await OpenAsync(
            async (engine, cancel) =>
            {
                await call(engine, reports, cancel);
                return true;
            },
            ct);
        if (reports.Error is { } error)
            throw new DockerException(error.Trim());
    }

    /// <summary>The Engine's own version report, which needs no negotiation.</summary>
    public async Task<VersionResponse> VersionAsync(CancellationToken ct)
    {
        try
        {
            return await time.WithinAsync(
                QuickLimit,
                $"The Docker Engine at {endpoint} did not answer 'version'",
                cancel => GuardAsync(() => _unversioned.System.GetVersionAsync(cancel), cancel),
                ct);
        }
        catch (TimeLimitException exception)
        {
            throw new DockerException(exception.Message, inner: exception);
        }
    }

    public void Dispose()
    {
        _unversioned.Dispose();
        _negotiated?.Dispose();
    }

    // By .NET's own HTTP: the library's for sockets takes a read of no bytes, with which a tar reader ends each file, for the end of the stream.
    private static Engine Connect(DockerEndpoint endpoint, Version? version)
    {
        var builder = new DockerClientBuilder().WithEndpoint(new("http://docker/")).WithTimeout(Timeout.InfiniteTimeSpan);
        return (version is null ? builder : builder.WithApiVersion(version))
            .WithTransportOptions(new NativeHttpTransportOptions
            {
                ConfigureHandler = handler =>
                {
                    handler.UseProxy = false;
                    handler.ConnectCallback = async (_, ct) => await endpoint.ConnectAsync(ct);
                },
            })
            .Build();
    }

    private async Task<Engine> NegotiateAsync(CancellationToken ct)
    {
        var version = await VersionAsync(ct);
        if (!Version.TryParse(version.APIVersion, out var highest) || highest < Spoken)
            throw new DockerException($"The Docker Engine at {endpoint} speaks API {version.APIVersion}; {Spoken} (Docker 20.10) or newer is needed.");
        return Connect(endpoint, Version.TryParse(version.MinAPIVersion, out var lowest) && lowest > Spoken ? lowest : Spoken);
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> call, CancellationToken ct)
    {
        try
        {
            return await call();
        }
        catch (DockerApiException exception)
        {
            throw new DockerException(ErrorOf(exception), exception.StatusCode);
        }
        // What its transports throw when nobody listens, or who listens goes away in the middle.
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException && !ct.IsCancellationRequested)
        {
            throw new DockerException($"No Docker Engine answers at {endpoint}: {exception.Message} Start it, or set DOCKER_HOST.", inner: exception);
        }
        catch (JsonException exception)
        {
            throw new DockerException($"The Docker Engine answered something unreadable: {exception.Message}", inner: exception);
        }
    }

    private static string ErrorOf(DockerApiException exception)
    {
        try
        {
            using var answer = JsonDocument.Parse(exception.ResponseBody ?? "");
            return answer.RootElement.GetProperty("message").GetString() ?? exception.Message;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return exception.ResponseBody is { Length: > 0 } text ? text : $"The Docker Engine answered {(int)exception.StatusCode}.";
        }
    }

    // The library hands on errors like any other report, and ends well.
    private sealed class Reports(Action<JSONMessage> report) : IProgress<JSONMessage>
    {
        public string? Error { get; private set; }

        public void Report(JSONMessage value)
        {
            Error ??= value.Error?.Message;
            report(value);
        }
    }
}
