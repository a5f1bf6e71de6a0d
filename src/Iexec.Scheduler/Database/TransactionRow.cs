using Iexec.Protocol;

namespace Iexec.Scheduler.Database;

/// <summary>How many transactions of a kind were put in the outbox for a task; the newest one's purpose follows from it.</summary>
internal sealed class TransactionRow
{
    public required TaskId Task { get; init; }

    public required TransactionKind Kind { get; init; }

    public required int Attempts { get; set; }

    /// <summary>What the newest is called in the outbox.</summary>
    public string Purpose => PurposeOf(Kind, Task, Attempts - 1);

    public static string PurposeOf(TransactionKind kind, TaskId task, int attempt) => $"{kind.ToString().ToLowerInvariant()}:{task}:{attempt}";
}
