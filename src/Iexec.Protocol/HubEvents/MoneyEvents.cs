using System.Numerics;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>sRLC moved, also by locks and rewards; from or to address zero when it was deposited or withdrawn.</summary>
public sealed record EscrowTransfer(Log Log, Address From, Address To, Rlc Amount) : HubEvent(Log)
{
    /// <inheritdoc/>
    public override string Sentence =>
        From == Address.Zero ? $"{Amount} deposited for {To}"
        : To == Address.Zero ? $"{Amount} withdrawn by {From}"
        : $"{Amount} moved from {From} to {To}";
}

/// <summary>A spender may move someone's sRLC.</summary>
/// <param name="Log">Where it stands on chain.</param>
/// <param name="Owner">Whose.</param>
/// <param name="Spender">Who may.</param>
/// <param name="Amount">How much, in nRLC: as large as the spender likes, so no <see cref="Rlc"/>.</param>
public sealed record EscrowApproval(Log Log, Address Owner, Address Spender, BigInteger Amount) : HubEvent(Log)
{
    /// <inheritdoc/>
    public override string Sentence => $"{Spender} may move up to {Amount} nRLC of {Owner}";
}

/// <summary>Free money was locked, for a deal or as a stake.</summary>
public sealed record EscrowLocked(Log Log, Address Owner, Rlc Amount) : HubEvent(Log)
{
    /// <inheritdoc/>
    public override string Sentence => $"{Amount} of {Owner} locked";
}

/// <summary>Locked money is free again.</summary>
public sealed record EscrowUnlocked(Log Log, Address Owner, Rlc Amount) : HubEvent(Log)
{
    /// <inheritdoc/>
    public override string Sentence => $"{Amount} of {Owner} free again";
}

/// <summary>Someone was paid.</summary>
public sealed record Rewarded(Log Log, Address Owner, Rlc Amount, TaskId Task) : HubEvent(Log)
{
    /// <inheritdoc/>
    public override string Sentence => $"{Owner} earned {Amount} by task {Task}";
}

/// <summary>Locked money was taken from someone.</summary>
public sealed record Seized(Log Log, Address Owner, Rlc Amount, TaskId Task) : HubEvent(Log)
{
    /// <inheritdoc/>
    public override string Sentence => $"{Owner} paid {Amount} for task {Task}";
}
