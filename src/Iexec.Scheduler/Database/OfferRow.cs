using Iexec.Protocol;

namespace Iexec.Scheduler.Database;

/// <summary>A workerpool order that was signed: it binds the pool until it is used up or closed, whatever the market knows of it.</summary>
internal sealed class OfferRow
{
    public required OrderHash Hash { get; init; }

    /// <summary>The signed order as JSON.</summary>
    public required string Order { get; init; }

    public required DateTimeOffset Signed { get; init; }
}
