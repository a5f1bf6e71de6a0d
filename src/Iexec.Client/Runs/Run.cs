using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Client;

/// <summary>A deal that was made and paid for, known from the transaction's receipt alone: to wait for, to watch, to download.</summary>
public sealed class Run
{
    // Others may match the same request at the same time, before this deal.
    private const ulong MostBefore = 10_000;

    private readonly IexecClient _client;
    private readonly ulong _first;

    internal Run(IexecClient client, OrdersMatched matched, ulong consumed, Bytes32 transaction)
    {
        (_client, Deal, Volume, Transaction) = (client, matched.Deal, matched.Volume, transaction);
        for (_first = consumed; DealId.Of(matched.Request, _first) != Deal && _first - consumed < MostBefore;)
            _first++;
    }

    /// <summary>The deal.</summary>
    public DealId Deal { get; }

    /// <summary>How many tasks it has.</summary>
    public ulong Volume { get; }

    /// <summary>The transaction that made it.</summary>
    public Bytes32 Transaction { get; }

    /// <summary>Its tasks, in order.</summary>
    public IEnumerable<TaskId> Tasks
    {
        get
        {
            for (ulong i = 0; i < Volume; i++)
                yield return TaskId.Of(Deal, _first + i);
        }
    }

    /// <summary>Its first task: the only one, unless a volume was bought.</summary>
    public TaskId Task => Tasks.First();

    /// <summary>Follows a task to its end.</summary>
    /// <param name="task">The task.</param>
    /// <param name="progress">Told of each change of the scheduler's report.</param>
    /// <param name="ct">Stops; the task goes on.</param>
    /// <exception cref="SpentException">It can not be followed any more.</exception>
    public Task<TaskOutcome> WatchAsync(TaskId task, IProgress<TaskReport>? progress, CancellationToken ct) =>
        SpentException.TellAsync(this, () => _client.History.WatchAsync(Deal, task, progress, ct));

    /// <summary>Waits for the end of all tasks, in order.</summary>
    /// <exception cref="SpentException">They can not be followed any more.</exception>
    public async Task<IReadOnlyList<TaskOutcome>> WaitAsync(CancellationToken ct)
    {
        var outcomes = new List<TaskOutcome>();
        foreach (var task in Tasks)
            outcomes.Add(await WatchAsync(task, null, ct));
        return outcomes;
    }

    /// <summary>Downloads the result of a completed task and checks it against the chain.</summary>
    /// <param name="task">The task.</param>
    /// <param name="path">The file, or a folder for one named after the task.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The file.</returns>
    /// <exception cref="SpentException">There is no result that is what the workers agreed on, or it could not be written.</exception>
    public Task<string> DownloadAsync(TaskId task, string path, CancellationToken ct) =>
        SpentException.TellAsync(this, async () =>
        {
            var file = ResultPath.For(path, task);
            await _client.Results.DownloadAsync(task, file, ct);
            return file;
        });

    /// <summary>What was bought, for a person.</summary>
    public override string ToString() =>
        $"deal {Deal} of {Volume} task(s) was made by transaction {Transaction}; follow it with: iexec task show {Task} --watch";
}
