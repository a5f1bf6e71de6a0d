using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Api;

/// <summary>What a scheduler knows of a deal.</summary>
/// <param name="Deal">The deal.</param>
/// <param name="Transaction">The transaction that made it.</param>
/// <param name="Tasks">Its tasks, in order.</param>
public sealed record DealReport(DealId Deal, Bytes32 Transaction, IReadOnlyList<TaskSummary> Tasks);

/// <summary>A task of a deal, in short.</summary>
/// <param name="Task">The task.</param>
/// <param name="Index">Its index.</param>
/// <param name="State">Where it is.</param>
/// <param name="Reason">Why it is there.</param>
/// <param name="NextDeadline">When the scheduler acts at the latest; null once the state is final.</param>
public sealed record TaskSummary(TaskId Task, ulong Index, string State, string Reason, DateTimeOffset? NextDeadline);
