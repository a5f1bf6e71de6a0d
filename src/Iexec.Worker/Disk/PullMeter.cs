namespace Iexec.Worker.Disk;

/// <summary>
/// Measures what a pull writes to the Engine's disk: a layer may inflate to a thousand times what is downloaded. The disk has less free by what
/// everybody writes, and the folders of new layers count a file once for each of its names: a pull has written what both say.
/// </summary>
internal sealed class PullMeter
{
    private readonly DriveInfo _disk;
    private readonly string _layers;
    private readonly HashSet<string> _before;
    private readonly long _free;

    /// <summary>Begins to measure.</summary>
    /// <param name="root">The Engine's folder for images.</param>
    public PullMeter(string root)
    {
        _disk = new DriveInfo(root);
        _layers = Path.Combine(root, "overlay2");
        _before = [.. Layers()];
        _free = _disk.AvailableFreeSpace;
    }

    /// <summary>Whether more was written than so many bytes.</summary>
    public bool Exceeds(long bytes) => Lost > bytes && (_before.Count == 0 || Layers().Except(_before).Sum(layer => Tree.SizeOf(Path.Combine(layer, "diff"))) > bytes);

    /// <summary>How much less is free than at the beginning.</summary>
    public long Lost => _free - _disk.AvailableFreeSpace;

    private string[] Layers()
    {
        try
        {
            return Directory.GetDirectories(_layers);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not an Engine of this kind, or not for this user to see.
            return [];
        }
    }
}
