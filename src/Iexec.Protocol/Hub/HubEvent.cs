using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>An event of a hub.</summary>
/// <param name="Log">Where it stands on chain.</param>
public abstract record HubEvent(Log Log);

/// <summary>An event whose data are not what its declaration says, or beyond what is possible: nothing to stop for.</summary>
public sealed record UnreadableEvent(Log Log, string Name, string Reason) : HubEvent(Log);

/// <summary>A deal was made: what its pool's scheduler listens for.</summary>
public sealed record SchedulerNotice(Log Log, Address Workerpool, DealId Deal) : HubEvent(Log);

/// <summary>A deal was made: which orders it consumed, and how much.</summary>
public sealed record OrdersMatched(
    Log Log, DealId Deal, OrderHash App, OrderHash Dataset, OrderHash Workerpool, OrderHash Request, ulong Volume) : HubEvent(Log);

/// <summary>An order was closed.</summary>
public sealed record OrderClosed(Log Log, OrderKind Kind, OrderHash Order) : HubEvent(Log);

/// <summary>sRLC moved, also by locks and rewards.</summary>
public sealed record EscrowTransfer(Log Log, Address From, Address To, Rlc Amount) : HubEvent(Log);

/// <summary>Someone was paid.</summary>
public sealed record Rewarded(Log Log, Address Owner, Rlc Amount, TaskId Task) : HubEvent(Log);

/// <summary>Locked money was taken from someone.</summary>
public sealed record Seized(Log Log, Address Owner, Rlc Amount, TaskId Task) : HubEvent(Log);

/// <summary>Something happened to a task.</summary>
public abstract record TaskEvent(Log Log, TaskId Task) : HubEvent(Log);

/// <summary>A task takes contributions.</summary>
public sealed record TaskInitialized(Log Log, TaskId Task, Address Workerpool) : TaskEvent(Log, Task);

/// <summary>A worker contributed.</summary>
public sealed record TaskContributed(Log Log, TaskId Task, Address Worker, Bytes32 ResultHash) : TaskEvent(Log, Task);

/// <summary>Consensus was reached.</summary>
public sealed record TaskConsensus(Log Log, TaskId Task, Bytes32 Consensus) : TaskEvent(Log, Task);

/// <summary>A winner revealed.</summary>
public sealed record TaskRevealed(Log Log, TaskId Task, Address Worker, Bytes32 Digest) : TaskEvent(Log, Task);

/// <summary>No winner revealed; contributions are taken again.</summary>
public sealed record TaskReopened(Log Log, TaskId Task) : TaskEvent(Log, Task);

/// <summary>The result is published and everyone paid.</summary>
public sealed record TaskFinalized(Log Log, TaskId Task, byte[] Results) : TaskEvent(Log, Task);

/// <summary>The task ran out of time; refunded.</summary>
public sealed record TaskClaimed(Log Log, TaskId Task) : TaskEvent(Log, Task);

/// <summary>A category was created.</summary>
public sealed record CategoryCreated(Log Log, Category Category) : HubEvent(Log);
