using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>A task takes contributions.</summary>
public sealed record TaskInitialized(Log Log, TaskId Task, Address Workerpool) : TaskEvent(Log, Task)
{
    /// <inheritdoc/>
    public override string Sentence => "task initialised";
}

/// <summary>A worker contributed.</summary>
public sealed record TaskContributed(Log Log, TaskId Task, Address Worker, Bytes32 ResultHash) : TaskEvent(Log, Task)
{
    /// <inheritdoc/>
    public override string Sentence => $"{Worker} contributed";
}

/// <summary>Consensus was reached.</summary>
public sealed record TaskConsensus(Log Log, TaskId Task, Bytes32 Consensus) : TaskEvent(Log, Task)
{
    /// <inheritdoc/>
    public override string Sentence => "consensus reached";
}

/// <summary>A winner revealed.</summary>
public sealed record TaskRevealed(Log Log, TaskId Task, Address Worker, Bytes32 Digest) : TaskEvent(Log, Task)
{
    /// <inheritdoc/>
    public override string Sentence => $"{Worker} revealed";
}

/// <summary>No winner revealed; contributions are taken again.</summary>
public sealed record TaskReopened(Log Log, TaskId Task) : TaskEvent(Log, Task)
{
    /// <inheritdoc/>
    public override string Sentence => "nobody revealed in time: contributions are taken again";
}

/// <summary>The result is published and everyone paid.</summary>
public sealed record TaskFinalized(Log Log, TaskId Task, byte[] Results) : TaskEvent(Log, Task)
{
    /// <inheritdoc/>
    public override string Sentence => "finalised: result published, everyone paid";
}

/// <summary>The task ran out of time; refunded.</summary>
public sealed record TaskClaimed(Log Log, TaskId Task) : TaskEvent(Log, Task)
{
    /// <inheritdoc/>
    public override string Sentence => "claimed after the final deadline: refunded";
}

/// <summary>A worker's score rose.</summary>
public sealed record AccurateContribution(Log Log, TaskId Task, Address Worker) : TaskEvent(Log, Task)
{
    /// <inheritdoc/>
    public override string Sentence => $"{Worker} was right: its score rises";
}

/// <summary>A worker's score fell.</summary>
public sealed record FaultyContribution(Log Log, TaskId Task, Address Worker) : TaskEvent(Log, Task)
{
    /// <inheritdoc/>
    public override string Sentence => $"{Worker} was wrong, or did not reveal: its score falls";
}
