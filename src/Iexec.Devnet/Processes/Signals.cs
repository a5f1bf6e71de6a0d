using System.Runtime.InteropServices;

namespace Iexec.Devnet.Processes;

/// <summary>Ends processes by pid: politely, then by force.</summary>
internal static partial class Signals
{
    private const int Kill = 9;
    private const int Terminate = 15;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ForceLimit = TimeSpan.FromSeconds(10);

    /// <summary>SIGTERM, then SIGKILL when the process has not ended within the limit. Returns when it has ended.</summary>
    public static async Task StopAsync(ProcessIdentity process, TimeSpan limit, TimeProvider time)
    {
        if (!Send(process, Terminate) || await EndedAsync(process, limit, time))
            return;
        await KillAsync(process, time);
    }

    /// <summary>SIGKILL. Returns when the process has ended.</summary>
    public static async Task KillAsync(ProcessIdentity process, TimeProvider time)
    {
        if (Send(process, Kill) && !await EndedAsync(process, ForceLimit, time))
            throw new DevnetException($"Process {process.Pid} does not end, even by SIGKILL. It waits for a disk or a driver; restart the machine if it stays.");
    }

    private static bool Send(ProcessIdentity process, int signal) => process.IsAlive && SendSignal(process.Pid, signal) == 0;

    private static async Task<bool> EndedAsync(ProcessIdentity process, TimeSpan limit, TimeProvider time)
    {
        for (var start = time.GetTimestamp(); process.IsAlive; await Task.Delay(Poll, time))
        {
            if (time.GetElapsedTime(start) > limit)
                return false;
        }
        return true;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int pid, int signal);
}
