using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>An event of a hub.</summary>
/// <param name="Log">Where it stands on chain.</param>
public abstract record HubEvent(Log Log)
{
    /// <summary>What happened, for a person.</summary>
    public abstract string Sentence { get; }
}

/// <summary>Something happened to a task.</summary>
public abstract record TaskEvent(Log Log, TaskId Task) : HubEvent(Log);
