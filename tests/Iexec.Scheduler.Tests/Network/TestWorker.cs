using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Scheduler.Tests.Network;

/// <summary>A worker without containers: its app has printed its result already. It contributes, reveals and uploads as it is asked to.</summary>
internal sealed record TestWorker(TestPool Pool, PrivateKey Key, string Name) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new(); // Disposed of by nobody: it holds no timer.
    private readonly ConcurrentDictionary<TaskId, ReplicateStatus> _board = new();
    private Task _work = Task.CompletedTask;

    /// <summary>What the app wrote.</summary>
    public string Result { get; init; } = "the answer";

    /// <summary>What the app wrote for the deal's callback.</summary>
    public byte[]? CallbackData { get; init; }

    /// <summary>Why the app failed; the worker contributes that.</summary>
    public string? Failure { get; init; }

    public bool Contributes { get; init; } = true;

    /// <summary>Says no to every task.</summary>
    public bool Refuses { get; init; }

    /// <summary>How many tasks it says that it runs side by side.</summary>
    public int Slots { get; init; } = 1;

    public bool Reveals { get; init; } = true;

    public bool Uploads { get; init; } = true;

    /// <summary>Tasks it was ever wanted on.</summary>
    public ConcurrentDictionary<TaskId, bool> Tasks { get; } = new();

    public void Start() => _work = RunAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
    }

    public Task<DesiredState> SyncAsync(long seen, CancellationToken ct = default) =>
        Pool.Client.SyncAsync(new(Name, "1.0", Slots, seen, [.. _board.Values]), Pool.Token(Key), ct);

    /// <summary>Reveals, asked or not.</summary>
    public Task RevealAsync(TaskId task) => SendAsync(Pool.Network.Calls.Reveal(task, Digest));

    private async Task RunAsync()
    {
        var seen = 0L;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var desired = await SyncAsync(seen, _stop.Token);
                seen = desired.Version;
                foreach (var replicate in desired.Replicates)
                    await ConvergeAsync(replicate);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (ApiException)
            {
                // The scheduler is away.
                await Task.Delay(20);
            }
        }
    }

    private async Task ConvergeAsync(DesiredReplicate desired)
    {
        Tasks[desired.Task] = true;
        var task = await Pool.Network.Hub.ViewTaskAsync(desired.Task, default);
        var mine = await Pool.Network.Hub.ViewContributionAsync(desired.Task, Key.Address, default);
        if (mine.Status == ContributionStatus.Unset && task.Status == ChainTaskStatus.Active)
            await ContributeAsync(desired);
        else if (desired.Goal >= ReplicateGoal.Reveal && mine.Status == ContributionStatus.Contributed && Reveals)
        {
            await RevealAsync(desired.Task);
            Tell(desired.Task, ReplicateStage.Revealed);
        }
        else if (_board.GetValueOrDefault(desired.Task)?.Stage == ReplicateStage.Uploaded)
            return;
        else if (desired.Goal == ReplicateGoal.Upload && Uploads)
            await UploadAsync(desired);
        else if (desired.Goal == ReplicateGoal.Upload)
            Tell(desired.Task, ReplicateStage.Failed, "the result store refused it");
    }

    private async Task ContributeAsync(DesiredReplicate desired)
    {
        if (Refuses)
        {
            Tell(desired.Task, ReplicateStage.Failed, "not this one");
            return;
        }
        Tell(desired.Task, ReplicateStage.Computing, "the app runs");
        if (!Contributes)
            return;
        await SendAsync(Pool.Network.Calls.Contribute(
            desired.Task, Contribution.HashOf(desired.Task, Digest), Contribution.SealOf(Key.Address, desired.Task, Digest), Address.Zero, [], desired.Authorization.Signature));
        Tell(desired.Task, ReplicateStage.Contributed);
    }

    private async Task UploadAsync(DesiredReplicate desired)
    {
        var store = new ResultsClient(Pool.Network.Http, desired.ResultStore);
        await store.UploadAsync(desired.Task, new MemoryStream(Archive()), await store.TokenAsync(desired.Authorization, Key, default), default);
        Tell(desired.Task, ReplicateStage.Uploaded);
    }

    private Bytes32 Digest => CallbackData is { } data ? Keccak256.Hash(data) : Bytes32.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(Result)));

    private byte[] Archive()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "result.txt", Result);
            var callback = CallbackData is { } data ? $",\"callback-data\":\"{Hex.Encode(data)}\"" : "";
            Write(zip, "computed.json", $$"""{"deterministic-output-path":"/iexec_out/result.txt"{{callback}}}""");
        }
        return bytes.ToArray();
    }

    private static void Write(ZipArchive zip, string name, string text)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }

    private async Task SendAsync(ContractCall call) => await Pool.Network.SendAsync(Key.Address, call);

    private void Tell(TaskId task, ReplicateStage stage, string? reason = null) =>
        _board[task] = new(task, stage, reason, DateTimeOffset.UtcNow, null, ExitCode: Failure is null ? null : 1, Failure: Failure);
}
