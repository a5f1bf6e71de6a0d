namespace Iexec.Chain;

/// <summary>Where a transaction of the outbox is.</summary>
public enum OutboxState
{
    /// <summary>Waits to be sent; has no nonce yet.</summary>
    Queued,

    /// <summary>Signed and given to a node, or about to be. It may be mined at any time, whatever the node answered.</summary>
    Sent,

    /// <summary>Mined, and did what it should.</summary>
    Succeeded,

    /// <summary>Mined, but the contract reverted it.</summary>
    Failed,

    /// <summary>Never sent: it would have reverted.</summary>
    Refused,
}
