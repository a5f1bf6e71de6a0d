namespace Iexec.Model;

/// <summary>What came of an operation: a refusal that changed nothing, or events.</summary>
/// <param name="Refusal">Why it was refused; null when it was accepted.</param>
/// <param name="Events">What the hub logged, in order; empty when it was refused.</param>
public sealed record Outcome(Refusal? Refusal, IReadOnlyList<ModelEvent> Events)
{
    /// <summary>Whether it was accepted.</summary>
    public bool IsAccepted => Refusal is null;
}
