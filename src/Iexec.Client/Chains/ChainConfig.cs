using Iexec.Ethereum;

namespace Iexec.Client;

/// <summary>A chain the tools know, as one entry of <c>chain.json</c>; the keys are those that published clients read.</summary>
/// <param name="Id">The chain id, as text.</param>
/// <param name="Host">The node's JSON-RPC address.</param>
/// <param name="Hub">The hub.</param>
/// <param name="IexecGateway">The market.</param>
/// <param name="IpfsGateway">Where results are downloaded.</param>
/// <param name="Sms">The secret management service.</param>
/// <param name="Compass">Where schedulers are looked up.</param>
/// <param name="PocoSubgraph">Not used; kept for published clients.</param>
public sealed record ChainConfig(
    string Id,
    Uri Host,
    Address Hub,
    Uri? IexecGateway = null,
    Uri? IpfsGateway = null,
    Uri? Sms = null,
    Uri? Compass = null,
    Uri? PocoSubgraph = null);
