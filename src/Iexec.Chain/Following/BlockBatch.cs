using Iexec.Ethereum;

namespace Iexec.Chain;

/// <summary>Blocks to handle in one transaction.</summary>
/// <param name="Logs">Their logs, in the order of the chain.</param>
/// <param name="Blocks">Those whose hashes are to be kept; at least the last of the batch, which comes last.</param>
internal sealed record BlockBatch(IReadOnlyList<Log> Logs, IReadOnlyList<Block> Blocks)
{
    public Block UpTo => Blocks[^1];
}
