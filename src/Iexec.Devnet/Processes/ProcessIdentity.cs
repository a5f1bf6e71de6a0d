using System.Globalization;

namespace Iexec.Devnet.Processes;

/// <summary>
/// One process and no other: a pid is used again after its process has ended, so the time it started,
/// in clock ticks since boot, belongs to its identity (field 22 of proc(5) <c>/proc/[pid]/stat</c>).
/// </summary>
public readonly record struct ProcessIdentity(int Pid, ulong StartTicks)
{
    /// <summary>Whether this very process still runs. One that has ended and waits to be reaped does not.</summary>
    public bool IsAlive => ReadStat(Pid) is { } stat && stat.Identity == this && stat.State is not ('Z' or 'X');

    /// <summary>The identity of the process that has the pid now; null if none has.</summary>
    public static ProcessIdentity? Of(int pid) => ReadStat(pid)?.Identity;

    /// <summary>Reads a line of <c>/proc/[pid]/stat</c>; null if it is not one.</summary>
    public static ProcessIdentity? Parse(string stat) => ParseStat(stat)?.Identity;

    /// <summary>The pid of the parent; null if the process has ended.</summary>
    internal static int? ParentOf(int pid) => ReadStat(pid)?.Parent;

    private static Stat? ReadStat(int pid) => ProcFiles.Read(pid, "stat") is { } line ? ParseStat(line) : null;

    private static Stat? ParseStat(string line)
    {
        // The second field is the program's name in parentheses, which may hold spaces and parentheses itself.
        var nameEnd = line.LastIndexOf(')');
        var fields = nameEnd < 0 ? [] : line[(nameEnd + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 19
            && int.TryParse(line.AsSpan(0, Math.Max(line.IndexOf(' ', StringComparison.Ordinal), 0)), CultureInfo.InvariantCulture, out var pid)
            && int.TryParse(fields[1], CultureInfo.InvariantCulture, out var parent)
            && ulong.TryParse(fields[19], CultureInfo.InvariantCulture, out var start)
                ? new Stat(new ProcessIdentity(pid, start), fields[0][0], parent)
                : null;
    }

    private sealed record Stat(ProcessIdentity Identity, char State, int Parent);
}
