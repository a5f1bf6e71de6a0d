using Iexec.Ethereum;

namespace Iexec.Client;

/// <summary>Where a protocol's contracts are.</summary>
/// <param name="Rlc">The RLC token.</param>
/// <param name="Hub">The hub.</param>
/// <param name="HubExtension">The hub's second half; called through the hub only.</param>
/// <param name="AppRegistry">The registry of apps.</param>
/// <param name="DatasetRegistry">The registry of datasets.</param>
/// <param name="WorkerpoolRegistry">The registry of workerpools.</param>
/// <param name="Block">The block from which on the hub has events.</param>
public sealed record DeployedContracts(
    Address Rlc, Address Hub, Address HubExtension, Address AppRegistry, Address DatasetRegistry, Address WorkerpoolRegistry, ulong Block);
