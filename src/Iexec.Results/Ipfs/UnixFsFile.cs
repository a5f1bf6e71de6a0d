namespace Iexec.Results.Ipfs;

/// <summary>
/// Computes, while a file streams by, the CID that <c>ipfs add</c> with its defaults gives: leaves of 256 KiB under a balanced DAG of
/// 174 links a node (UnixFS specification).
/// </summary>
/// <param name="chunkBytes">The bytes in a leaf.</param>
/// <param name="maxLinks">The links in a node.</param>
internal sealed class UnixFsFile(int chunkBytes = UnixFsFile.DefaultChunkBytes, int maxLinks = 174)
{
    private const int DefaultChunkBytes = 256 << 10;

    private readonly byte[] _chunk = new byte[chunkBytes];
    // For each height, the nodes that no parent holds yet.
    private readonly List<List<DagNode>> _levels = [[]];
    private int _filled;

    /// <summary>The CID of a file.</summary>
    public static async Task<Cid> AddressAsync(Stream bytes, CancellationToken ct)
    {
        var file = new UnixFsFile();
        var buffer = new byte[DefaultChunkBytes];
        while (await bytes.ReadAsync(buffer, ct) is > 0 and var read)
            file.Append(buffer.AsSpan(0, read));
        return file.Finish();
    }

    /// <summary>Takes the next bytes of the file.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_filled == chunkBytes)
                CloseChunk();
            var taken = Math.Min(bytes.Length, chunkBytes - _filled);
            bytes[..taken].CopyTo(_chunk.AsSpan(_filled));
            _filled += taken;
            bytes = bytes[taken..];
        }
    }

    /// <summary>Ends the file and gives its CID.</summary>
    public Cid Finish()
    {
        CloseChunk();
        for (var height = 0; ; height++)
        {
            if (height == _levels.Count - 1 && _levels[height] is [var root])
                return root.Cid;
            CloseGroup(height);
        }
    }

    private void CloseChunk()
    {
        Place(DagNode.Leaf(_chunk.AsSpan(0, _filled)), 0);
        _filled = 0;
    }

    private void Place(DagNode node, int height)
    {
        if (_levels.Count == height)
            _levels.Add([]);
        if (_levels[height].Count == maxLinks)
            CloseGroup(height);
        _levels[height].Add(node);
    }

    private void CloseGroup(int height)
    {
        var parent = DagNode.Parent(_levels[height]);
        _levels[height].Clear();
        Place(parent, height + 1);
    }
}
