using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Api;

/// <summary>What a scheduler knows of a deal.</summary>
/// <param name="Deal">The deal.</param>
/// <param name="Transaction">The transaction that made it.</param>
/// <param name="Size">How many tasks it has; null until it was read from the chain.</param>
/// <param name="Opened">How many of them the scheduler has opened. It opens those of a large deal little by little.</param>
/// <param name="Reason">Why the others are not opened yet; null when all are.</param>
/// <param name="Tasks">Tasks it has opened, in order: at most <see cref="MostTasks"/>, from the index that was asked for on.</param>
public sealed record DealReport(
    DealId Deal, Bytes32 Transaction, ulong? Size, ulong Opened, string? Reason, IReadOnlyList<TaskSummary> Tasks)
{
    /// <summary>The most tasks in one answer.</summary>
    public const int MostTasks = 1000;
}

/// <summary>A task of a deal, in short.</summary>
/// <param name="Task">The task.</param>
/// <param name="Index">Its index.</param>
/// <param name="State">Where it is.</param>
/// <param name="Reason">Why it is there.</param>
/// <param name="NextDeadline">When the scheduler acts at the latest; null once the state is final.</param>
public sealed record TaskSummary(TaskId Task, ulong Index, TaskState State, string Reason, DateTimeOffset? NextDeadline);
