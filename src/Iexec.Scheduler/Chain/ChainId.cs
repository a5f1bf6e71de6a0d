using Iexec.Ethereum;

namespace Iexec.Scheduler.Chain;

/// <summary>The id of the node's chain, read once.</summary>
internal sealed class ChainId(EthClient eth)
{
    private ulong? _id;

    public async ValueTask<ulong> ReadAsync(CancellationToken ct) => _id ??= await eth.ChainIdAsync(ct);
}
