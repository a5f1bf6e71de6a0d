using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Iexec.Devnet.Processes;

/// <summary>TCP ports of this machine.</summary>
public static class Ports
{
    /// <summary>The wanted port if one is given, else the usual one if it is free, else any free one.</summary>
    /// <param name="what">What needs the port, for the message.</param>
    /// <param name="wanted">A port that the user insists on.</param>
    /// <param name="usual">The port it has by custom.</param>
    /// <exception cref="DevnetException">The wanted port is taken.</exception>
    public static int Choose(string what, int? wanted, int usual)
    {
        if (wanted is not { } port)
            return IsFree(usual) ? usual : Free();
        return IsFree(port)
            ? port
            : throw new DevnetException($"Port {port}, wanted for {what}, is taken by {OwnerOf(port) ?? "another process"}. Stop that, or choose another port.");
    }

    /// <summary>A free port of the loopback interface.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Whether a server could listen on the port of the loopback interface now.</summary>
    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Name and pid of the process that listens on the port; null if it cannot be told.</summary>
    public static string? OwnerOf(int port)
    {
        var inodes = Listeners("/proc/net/tcp", port).Concat(Listeners("/proc/net/tcp6", port)).ToHashSet();
        return inodes.Count == 0
            ? null
            : ProcFiles.Pids()
                .Where(pid => ProcFiles.SocketInodes(pid).Any(inodes.Contains))
                .Select(pid => $"{ProcFiles.Name(pid)} (process {pid})")
                .FirstOrDefault();
    }

    // proc(5): sl local_address rem_address st tx:rx tr:tm retrnsmt uid timeout inode; state 0A is LISTEN.
    private static IEnumerable<string> Listeners(string table, int port)
    {
        var ending = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return File.Exists(table)
            ? from line in File.ReadLines(table).Skip(1)
              let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
              where fields.Length > 9 && fields[3] == "0A" && fields[1].EndsWith(ending, StringComparison.Ordinal)
              select fields[9]
            : [];
    }
}
