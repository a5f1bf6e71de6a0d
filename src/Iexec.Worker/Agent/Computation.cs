using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Worker.Inputs;
using Iexec.Worker.Running;

namespace Iexec.Worker;

/// <summary>Runs a task's app with its data, and remembers the result.</summary>
/// <param name="settings">The worker's settings.</param>
/// <param name="hub">The hub.</param>
/// <param name="runner">Runs containers.</param>
/// <param name="inputs">Fetches data.</param>
/// <param name="memory">Remembers results.</param>
/// <param name="board">Where progress is told.</param>
/// <param name="patience">Waits for the node.</param>
/// <param name="time">The clock.</param>
internal sealed class Computation(
    WorkerSettings settings, HubClient hub, AppRunner runner, InputFiles inputs, ResultMemory memory, StatusBoard board, Patience patience, TimeProvider time)
    : IDisposable
{
    private static readonly TimeSpan ReadLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryTime = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim slots = new(settings.Slots);
    private readonly ResourceClient resources = new(hub.Eth);

    private string Folders => Path.Combine(settings.DataFolder, "tasks");

    /// <summary>The folder of a task.</summary>
    public TaskFolder FolderOf(TaskId task) => new(Path.Combine(Folders, task.ToString()));

    /// <summary>Removes the folders of all tasks but these: a crash left them.</summary>
    public async Task RemoveFoldersAsync(IReadOnlyCollection<TaskId> but, CancellationToken ct)
    {
        if (!Directory.Exists(Folders))
            return;
        var kept = but.Select(t => t.ToString()).ToHashSet();
        foreach (var folder in Directory.GetDirectories(Folders).Where(f => !kept.Contains(Path.GetFileName(f))))
            await new TaskFolder(folder).DeleteAsync(ct);
    }

    /// <summary>The task's result: the one remembered, or a new one; with the logs of a new one.</summary>
    public async Task<(ComputedResult Result, ReplicateLogs? Logs)> RunAsync(Deal deal, ChainTask task, CancellationToken ct)
    {
        if (slots.CurrentCount == 0)
            board.Set(task.Id, ReplicateStage.Preparing, $"waits for one of this worker's {settings.Slots} slot(s)", null);
        await slots.WaitAsync(ct);
        try
        {
            return await RunInSlotAsync(deal, task, ct);
        }
        finally
        {
            slots.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => slots.Dispose();

    private async Task<(ComputedResult Result, ReplicateLogs? Logs)> RunInSlotAsync(Deal deal, ChainTask task, CancellationToken ct)
    {
        var folder = FolderOf(task.Id);
        if (await memory.FindAsync(task.Id, ct) is { } remembered && File.Exists(folder.Archive))
            return (remembered, null);
        await memory.ForgetAsync(task.Id, ct);
        await folder.DeleteAsync(ct);
        var outcome = await RunUntilSettledAsync(await PrepareAsync(deal, task, folder, ct), task, ct);
        var result = new ComputedResult
        {
            Task = task.Id,
            Digest = outcome.Digest,
            ExitCode = outcome.ExitCode,
            Failure = outcome.Failure?.Detail,
        };
        await memory.AddAsync(result, ct);
        return (result, new(outcome.Logs.Stdout, outcome.Logs.Stderr));
    }

    // A registry or a server that is away for a moment is given another chance before its silence becomes the task's result.
    private async Task<RunOutcome> RunUntilSettledAsync(AppRun run, ChainTask task, CancellationToken ct)
    {
        var end = time.GetUtcNow() + RetryTime;
        while (true)
        {
            var outcome = await runner.RunAsync(run, stage => Tell(task, stage), ct);
            var again = time.GetUtcNow() + RetryPause;
            if (outcome.Failure is not { IsTransient: true } failure || again > end)
                return outcome;
            var stage = failure.Kind == FailureKind.DataUnavailable ? ReplicateStage.Downloading : ReplicateStage.Pulling;
            board.Set(task.Id, stage, $"tries again: {failure.Detail}", again);
            await Task.Delay(RetryPause, time, ct);
        }
    }

    private async Task<AppRun> PrepareAsync(Deal deal, ChainTask task, TaskFolder folder, CancellationToken ct)
    {
        var app = await ReadAsync(task, () => resources.AppAsync(deal.App.Pointer, ct), ct);
        var dataset = deal.Dataset.Pointer == Address.Zero ? null : await ReadAsync(task, () => resources.DatasetAsync(deal.Dataset.Pointer, ct), ct);
        var parameters = DealParams.Parse(deal.Params);
        var urls = InputFiles.UrlsOf(parameters);
        var environment = new AppEnvironment
        {
            TaskId = task.Id,
            DealId = deal.Id,
            TaskIndex = task.Index,
            BotFirst = deal.BotFirst,
            BotSize = deal.BotSize,
            Dataset = deal.Dataset.Pointer,
            InputFiles = [.. urls.Take(InputFiles.Most).Select(InputFiles.NameOf)],
        };
        return new()
        {
            Multiaddr = app.Image,
            Checksum = app.Checksum,
            Args = parameters.Args ?? "",
            Environment = environment,
            HasCallback = deal.Callback != Address.Zero,
            Limits = settings.Limits with { WallTime = TimeSpan.FromSeconds(task.TimeRef) },
            Network = settings.Network,
            Folder = folder,
            // What the requester asks for in vain is the task's failure, not this worker's: it costs nobody's stake.
            FillInput = cancel => Capabilities.Standard.Missing(Demands.Of(parameters), "this workerpool") is { } missing
                ? throw new RunFailedException(FailureKind.DemandUnmet, missing)
                : inputs.FetchAsync(dataset, Path.Combine(folder.Input, environment.DatasetFileName), urls, folder.Input, cancel),
        };
    }

    private Task<T> ReadAsync<T>(ChainTask task, Func<Task<T>> read, CancellationToken ct)
    {
        var limit = time.GetUtcNow() + ReadLimit;
        return patience.UntilAsync(limit, read, reason => board.Set(task.Id, ReplicateStage.Preparing, reason, limit), ct);
    }

    private void Tell(ChainTask task, string stage)
    {
        var (replicateStage, reason, limit) = stage switch
        {
            "pull" => (ReplicateStage.Pulling, "pulls the app's image", settings.Limits.PullTime),
            "data" => (ReplicateStage.Downloading, "fetches dataset and input files", settings.DownloadTime),
            "run" => (ReplicateStage.Computing, "the app runs", TimeSpan.FromSeconds(task.TimeRef)),
            _ => (ReplicateStage.Computing, "reads the app's output", TimeSpan.FromMinutes(5)),
        };
        board.Set(task.Id, replicateStage, reason, time.GetUtcNow() + limit);
    }
}
