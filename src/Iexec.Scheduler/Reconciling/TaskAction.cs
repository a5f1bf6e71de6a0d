using Iexec.Api;
using Iexec.Ethereum;

namespace Iexec.Scheduler;

/// <summary>Something the scheduler does next for a task.</summary>
public abstract record TaskAction;

/// <summary>Puts a worker on the task; the authorization follows from it.</summary>
/// <param name="Worker">Who.</param>
public sealed record Assign(Address Worker) : TaskAction;

/// <summary>Takes a worker off the task.</summary>
/// <param name="Worker">Who.</param>
/// <param name="Reason">Why, for a person.</param>
/// <param name="IsFault">Whether the worker failed the task; false when it is only not needed any more.</param>
public sealed record Drop(Address Worker, string Reason, bool IsFault = true) : TaskAction;

/// <summary>Asks a winner to reveal.</summary>
/// <param name="Worker">Who.</param>
public sealed record AskReveal(Address Worker) : TaskAction;

/// <summary>Asks a worker who revealed to upload the result; its time starts anew.</summary>
/// <param name="Worker">Who.</param>
public sealed record AskUpload(Address Worker) : TaskAction;

/// <summary>A transaction of the scheduler.</summary>
public abstract record Send : TaskAction
{
    /// <summary>Which of them.</summary>
    public abstract TransactionKind Kind { get; }
}

/// <summary>Opens the task on chain.</summary>
public sealed record Initialize : Send
{
    /// <inheritdoc/>
    public override TransactionKind Kind => TransactionKind.Initialize;
}

/// <summary>Publishes the result and pays everyone.</summary>
/// <param name="Result">Where the result is.</param>
/// <param name="CallbackData">What the deal's callback is told; empty without one.</param>
public sealed record FinalizeTask(ResultLink Result, byte[] CallbackData) : Send
{
    /// <inheritdoc/>
    public override TransactionKind Kind => TransactionKind.Finalize;
}

/// <summary>Takes contributions again after nobody revealed.</summary>
public sealed record Reopen : Send
{
    /// <inheritdoc/>
    public override TransactionKind Kind => TransactionKind.Reopen;
}

/// <summary>Ends the task after its final deadline and refunds.</summary>
public sealed record Claim : Send
{
    /// <inheritdoc/>
    public override TransactionKind Kind => TransactionKind.Claim;
}
