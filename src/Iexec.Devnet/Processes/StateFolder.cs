using System.Globalization;
using Iexec.Runtime;

namespace Iexec.Devnet.Processes;

/// <summary>
/// The folder in which a network on this machine keeps everything: logs, databases, images, records of its
/// processes. Only its owner may enter it, and only one network runs in it at a time.
/// </summary>
public sealed class StateFolder : IDisposable
{
    private readonly FileStream _lock;

    private StateFolder(string path, FileStream heldLock)
    {
        Path = path;
        _lock = heldLock;
    }

    /// <summary><c>$IEXEC_HOME</c>, else <c>$XDG_DATA_HOME/iexec</c>, else <c>~/.local/share/iexec</c>.</summary>
    public static string DefaultPath =>
        Environment.GetEnvironmentVariable("IEXEC_HOME") is { Length: > 0 } home
            ? System.IO.Path.GetFullPath(home)
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify)
                is { Length: > 0 } data
            ? System.IO.Path.Combine(data, "iexec")
            : throw new DevnetException("there is no home folder to keep things in: set HOME, or IEXEC_HOME to a folder of yours");

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; }

    /// <summary>Where each process writes its log, <c>name.log</c>; the log of the run before is <c>name.log.old</c>.</summary>
    public string Logs => Subfolder("logs");

    /// <summary>Where each process has its record, <c>name.pid</c>; see <see cref="ProcessRecord"/>.</summary>
    public string Records => Subfolder("run");

    /// <summary>A private folder inside this one, made if it is not there.</summary>
    public string Subfolder(string name) => PrivateFiles.CreateFolder(System.IO.Path.Combine(Path, name)).FullName;

    /// <summary>Opens the folder, making it if needed, and holds it until disposed.</summary>
    /// <exception cref="DevnetException">Others may enter the folder, or another network runs in it.</exception>
    public static StateFolder Open(string? path = null)
    {
        var folder = PrivateFiles.CreateFolder(System.IO.Path.GetFullPath(path ?? DefaultPath));
        var mode = folder.UnixFileMode;
        if ((mode & ~PrivateFiles.FolderMode) != 0)
            throw new DevnetException(
                $"{folder.FullName} is open to other users (mode {Octal(mode)}), and will hold keys. Run chmod 700 on it, or set IEXEC_HOME to another folder.");
        return new StateFolder(folder.FullName, Lock(folder.FullName));
    }

    /// <summary>Lets another network use the folder.</summary>
    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string path)
    {
        // The holder's pid is kept beside the lock, because a locked file cannot be opened to read it.
        var owner = System.IO.Path.Combine(path, "owner");
        try
        {
            var stream = new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return stream;
        }
        catch (IOException cause) when (cause is not (DirectoryNotFoundException or FileNotFoundException))
        {
            var pid = File.Exists(owner) ? File.ReadAllText(owner) : "unknown";
            throw new DevnetException(
                $"A network is already running in {path} (process {pid}). Stop it first, or set IEXEC_HOME to another folder for a second one.", cause);
        }
    }

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8);
}
