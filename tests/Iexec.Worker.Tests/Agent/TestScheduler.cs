using System.Collections.Concurrent;
using Iexec.Api;
using Iexec.Protocol;
using Iexec.Worker.Tests.Inputs;
using Microsoft.AspNetCore.Http;

namespace Iexec.Worker.Tests.Agent;

/// <summary>A scheduler that wants what a test says, and writes down what it is told.</summary>
internal sealed class TestScheduler : IAsyncDisposable
{
    private FileServer? _server;
    private volatile DesiredState _desired = new(1, []);
    private volatile WorkerStatus? _last;

    public Uri Url => new(_server!.Url);

    /// <summary>Whether it answers nobody.</summary>
    public bool IsAway { get; set; }

    /// <summary>What it answers first, instead of what it wants.</summary>
    public ConcurrentQueue<string> Nonsense { get; } = new();

    /// <summary>The last report of its worker.</summary>
    public WorkerStatus? Last => _last;

    /// <summary>All that was ever reported.</summary>
    public ConcurrentQueue<ReplicateStatus> Reports { get; } = new();

    /// <summary>The logs handed in.</summary>
    public ConcurrentQueue<ReplicateLogs> Logs { get; } = new();

    public static async Task<TestScheduler> StartAsync()
    {
        var scheduler = new TestScheduler();
        scheduler._server = await FileServer.StartAsync(scheduler.AnswerAsync);
        return scheduler;
    }

    public void Want(params DesiredReplicate[] replicates) => _desired = new(_desired.Version + 1, replicates);

    /// <summary>The last report of a task; null when there is none.</summary>
    public ReplicateStatus? StatusOf(TaskId task) => _last?.Replicates.SingleOrDefault(r => r.Task == task);

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        if (IsAway)
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        else if (Nonsense.TryDequeue(out var nonsense))
            await http.Response.WriteAsync(nonsense);
        else if (http.Request.Method == HttpMethods.Put)
        {
            Logs.Enqueue((await http.Request.ReadFromJsonAsync<ReplicateLogs>(ProtocolJson.Api))!);
            await http.Response.WriteAsJsonAsync(new OkReply(), ProtocolJson.Api);
        }
        else
            await SyncAsync(http);
    }

    private async Task SyncAsync(HttpContext http)
    {
        var status = (await http.Request.ReadFromJsonAsync<WorkerStatus>(ProtocolJson.Api))!;
        foreach (var report in status.Replicates)
            Reports.Enqueue(report);
        _last = status;
        while (_desired.Version == status.SeenVersion && !http.RequestAborted.IsCancellationRequested && !IsAway)
            await Task.Delay(10);
        if (!http.RequestAborted.IsCancellationRequested)
            await http.Response.WriteAsJsonAsync(_desired, ProtocolJson.Api);
    }
}
