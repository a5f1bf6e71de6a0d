using Iexec.Ethereum;

namespace Iexec.Chain;

/// <summary>What tells one chain from another.</summary>
/// <param name="ChainId">The chain's id (EIP-155).</param>
/// <param name="Genesis">The hash of its block 0.</param>
internal readonly record struct ChainIdentity(ulong ChainId, Bytes32 Genesis)
{
    public static async Task<ChainIdentity> ReadAsync(EthClient eth, CancellationToken ct)
    {
        var chainId = await eth.ChainIdAsync(ct);
        var genesis = await eth.GetBlockAsync(0, ct) ?? throw new InvalidDataException("the node does not know the chain's first block");
        return new(chainId, genesis.Hash);
    }

    /// <exception cref="ChainMismatchException">The node's chain differs.</exception>
    public void Require(ChainIdentity node, string who)
    {
        if (node != this)
            throw new ChainMismatchException(
                $"{who} belongs to chain {ChainId} with first block {Genesis}, but the node is on chain {node.ChainId} with first block "
                + $"{node.Genesis}: use a node of that chain, or a new database");
    }
}
