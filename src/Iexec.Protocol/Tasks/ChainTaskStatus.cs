namespace Iexec.Protocol;

/// <summary>A task's status on chain.</summary>
public enum ChainTaskStatus
{
    /// <summary>Not initialised.</summary>
    Unset,

    /// <summary>Takes contributions.</summary>
    Active,

    /// <summary>Consensus is reached; winners reveal.</summary>
    Revealing,

    /// <summary>Finalised and paid.</summary>
    Completed,

    /// <summary>Claimed after its final deadline; refunded.</summary>
    Failed,
}
