namespace Iexec.Devnet.Processes;

/// <summary>
/// The durable record of a started process, so that the next start finds it if this one is killed.
/// The process writes it itself before it becomes the program, so no moment is without one.
/// It holds the process's own line of <c>/proc</c> and the boot it belongs to.
/// </summary>
/// <param name="Name">Name of the process in the network, as <c>anvil</c>.</param>
/// <param name="Identity">The process.</param>
/// <param name="File">The file that holds the record.</param>
public sealed record ProcessRecord(string Name, ProcessIdentity Identity, string File)
{
    /// <summary>A shell script that records itself in <c>$1</c>, then becomes the command that follows <c>$2</c>,
    /// the log. A session of its own keeps the terminal's Ctrl-C away: whoever started it stops it in order.</summary>
    internal const string RecordAndRun =
        """
        read -r stat </proc/$$/stat
        read -r boot </proc/sys/kernel/random/boot_id
        printf '%s\n%s\n' "$stat" "$boot" >"$1.new" && mv "$1.new" "$1" || exit
        log=$2
        shift 2
        exec setsid "$@" >>"$log" 2>&1 </dev/null
        """;

    internal static string PathOf(StateFolder state, string name) => Path.Combine(state.Records, name + ".pid");

    /// <summary>Records of processes of this boot, whether they still run or not. Those of an earlier boot,
    /// and those cut short before their process became anything, are removed.</summary>
    internal static IReadOnlyList<ProcessRecord> ReadAll(StateFolder state)
    {
        var boot = ProcFiles.BootId();
        var records = new List<ProcessRecord>();
        foreach (var file in Directory.EnumerateFiles(state.Records, "*.pid"))
        {
            var lines = System.IO.File.ReadAllLines(file);
            if (lines.Length == 2 && lines[1] == boot && ProcessIdentity.Parse(lines[0]) is { } identity)
                records.Add(new ProcessRecord(Path.GetFileNameWithoutExtension(file), identity, file));
            else
                System.IO.File.Delete(file);
        }
        return records;
    }
}
