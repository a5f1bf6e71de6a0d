using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Scheduler.Database;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Scheduler.Workers;

/// <summary>What each worker should be doing, from the ledger alone: it is the same after a restart.</summary>
internal sealed class DesiredStates(IDbContextFactory<SchedulerDb> databases, SchedulerSettings settings)
{
    // JSON numbers are exact up to this in every language.
    private const long LargestVersion = (1L << 53) - 1;

    public async Task<DesiredState> OfAsync(ConnectedWorker worker, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        // Where there are more than a worker can be told of, those for which it has its stake locked come first.
        var rows = await db.Replicates.AsNoTracking()
            .Where(r => r.Worker == worker.Wallet && r.Stage != ReplicateStage.Failed)
            .Join(db.Tasks.Where(t => !t.IsFinal), r => r.Task, t => t.Id, (r, t) => new { r.Task, r.Goal, r.Stage, t.Deal })
            .OrderByDescending(r => r.Goal).ThenByDescending(r => r.Stage).ThenBy(r => r.Task)
            .Take(ConnectedWorker.MostTasks)
            .ToListAsync(ct);
        worker.HasTasks = rows.Count > 0;
        rows.Sort((a, b) => a.Task.Value.CompareTo(b.Task.Value));
        var text = string.Join('\n', rows.Select(r => $"{r.Task} {r.Goal}").Append(worker.Notice));
        return new(
            VersionOf(text),
            [.. rows.Select(r => new DesiredReplicate(r.Deal, r.Task, r.Goal, Authorize(worker, r.Task), settings.ResultStore))],
            worker.Notice);
    }

    /// <summary>What a wallet should be doing that is not remembered: nothing.</summary>
    public static DesiredState Nothing(string? notice) => new(VersionOf(notice ?? ""), [], notice);

    private WorkerpoolAuthorization Authorize(ConnectedWorker worker, TaskId task) =>
        WorkerpoolAuthorization.Issue(settings.Owner, worker.Wallet, task, Address.Zero);

    private static long VersionOf(string text) =>
        Math.Max(1, BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) & LargestVersion);
}
