namespace Iexec.Chain;

/// <summary>When a purpose that is in the outbox already is begun anew. One that is not over never is.</summary>
public enum Repeat
{
    /// <summary>Never: the purpose is met once, whatever came of it.</summary>
    Never,

    /// <summary>When it was refused or failed.</summary>
    AfterFailure,

    /// <summary>Also when it succeeded: for who looks at the chain and finds that it has to be done once more.</summary>
    AfterAnyEnd,
}
