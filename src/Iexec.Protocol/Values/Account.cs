namespace Iexec.Protocol;

/// <summary>An account in the hub's escrow.</summary>
/// <param name="Stake">Free to use or withdraw.</param>
/// <param name="Locked">Held by open deals and tasks.</param>
public sealed record Account(Rlc Stake, Rlc Locked);
