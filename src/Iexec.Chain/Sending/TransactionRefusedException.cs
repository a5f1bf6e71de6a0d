namespace Iexec.Chain;

/// <summary>A transaction was not sent, because it would have failed. Nothing is spent.</summary>
/// <param name="purpose">What it was for.</param>
/// <param name="reason">Why, in words.</param>
public sealed class TransactionRefusedException(string purpose, string reason) : Exception($"{purpose} was not sent: {reason}")
{
    /// <summary>Why, in words.</summary>
    public string Reason { get; } = reason;
}
