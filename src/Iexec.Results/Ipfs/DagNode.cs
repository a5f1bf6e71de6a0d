using System.Security.Cryptography;

namespace Iexec.Results.Ipfs;

/// <summary>A block of a file's DAG, as a link to it says it.</summary>
/// <param name="Cid">Its identifier.</param>
/// <param name="FileBytes">How many of the file's bytes it and what it links to hold.</param>
/// <param name="DagBytes">The size of its block and of all blocks below.</param>
internal sealed record DagNode(Cid Cid, ulong FileBytes, ulong DagBytes)
{
    private const ulong UnixFsFile = 2;

    /// <summary>A block that holds bytes of the file.</summary>
    public static DagNode Leaf(ReadOnlySpan<byte> data)
    {
        var unixFs = new ProtobufWriter().Number(1, UnixFsFile);
        if (!data.IsEmpty)
            unixFs.Bytes(2, data);
        unixFs.Number(3, (ulong)data.Length);
        return Of(new ProtobufWriter().Bytes(1, unixFs.Written), (ulong)data.Length, 0);
    }

    /// <summary>A block that links to others, in the file's order.</summary>
    public static DagNode Parent(IReadOnlyCollection<DagNode> children)
    {
        var fileBytes = children.Aggregate(0UL, (sum, child) => sum + child.FileBytes);
        var unixFs = new ProtobufWriter().Number(1, UnixFsFile).Number(3, fileBytes);
        var block = new ProtobufWriter();
        foreach (var child in children)
        {
            unixFs.Number(4, child.FileBytes);
            block.Bytes(2, new ProtobufWriter().Bytes(1, child.Cid.ToMultihash()).Bytes(2, []).Number(3, child.DagBytes).Written);
        }
        block.Bytes(1, unixFs.Written);
        return Of(block, fileBytes, children.Aggregate(0UL, (sum, child) => sum + child.DagBytes));
    }

    private static DagNode Of(ProtobufWriter block, ulong fileBytes, ulong below) =>
        new(Cid.OfHash(SHA256.HashData(block.Written)), fileBytes, below + (ulong)block.Written.Length);
}
