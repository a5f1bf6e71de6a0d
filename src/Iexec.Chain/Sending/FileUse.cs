namespace Iexec.Chain;

/// <summary>Tells programs that work with a file at the same time from those that left it, by locks that end with their program.</summary>
internal static class FileUse
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Takes part in the use of a file until disposed.</summary>
    /// <param name="path">The file that is locked; it holds nothing.</param>
    /// <param name="alone">Done first, if no other program is at work with it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IDisposable> BeginAsync(string path, Func<Task> alone, TimeProvider time, CancellationToken ct)
    {
        if (TryOpen(path, FileAccess.ReadWrite, FileShare.None) is { } only)
        {
            await using (only)
                await alone();
        }
        while (true)
        {
            if (TryOpen(path, FileAccess.Read, FileShare.Read) is { } shared)
                return shared;
            // Another program looks just now whether it is alone.
            await Task.Delay(Pause, time, ct);
        }
    }

    private static FileStream? TryOpen(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, access, share);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
