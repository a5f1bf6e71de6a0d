using System.Globalization;

namespace Iexec.Devnet.Processes;

/// <summary>Reads <c>/proc</c> (proc(5)). A process may end between any two reads: what is gone reads as null.</summary>
internal static class ProcFiles
{
    public static IEnumerable<int> Pids() =>
        from folder in Directory.EnumerateDirectories("/proc")
        let name = Path.GetFileName(folder)
        where int.TryParse(name, CultureInfo.InvariantCulture, out _)
        select int.Parse(name, CultureInfo.InvariantCulture);

    public static string? Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static string[] Arguments(int pid) =>
        (Read(pid, "cmdline") ?? "").Split('\0', StringSplitOptions.RemoveEmptyEntries);

    public static string Name(int pid) => Read(pid, "comm")?.Trim() ?? "unknown";

    public static string BootId() => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    /// <summary>Sockets that the process has open, by inode.</summary>
    public static IEnumerable<string> SocketInodes(int pid)
    {
        try
        {
            return [.. Directory.EnumerateFiles($"/proc/{pid}/fd")
                .Select(fd => new FileInfo(fd).LinkTarget)
                .OfType<string>()
                .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal))
                .Select(target => target["socket:[".Length..^1])];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
