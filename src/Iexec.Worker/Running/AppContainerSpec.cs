using System.Globalization;
using Iexec.Protocol;
using Iexec.Worker.Engine;

namespace Iexec.Worker.Running;

/// <summary>The container of an app: what it gets, and everything that is kept from it.</summary>
internal static class AppContainerSpec
{
    public const string WorkerLabel = "iexec.worker";
    public const string TaskLabel = "iexec.task";

    // Public resolvers: the host's own is likely to have a private address, which the app cannot reach.
    private static readonly string[] PublicDns = ["9.9.9.9", "1.1.1.1"];

    public static ContainerSpec Of(AppRun run, string worker, string imageId) => new()
    {
        Image = imageId,
        Cmd = Arguments(run.Args),
        Env = [.. run.Environment.ToVariables().Select(variable => $"{variable.Key}={variable.Value}")],
        Labels = new Dictionary<string, string> { [WorkerLabel] = worker, [TaskLabel] = run.Environment.TaskId.ToString() },
        HostConfig = HostConfig(run),
    };

    private static IReadOnlyList<string>? Arguments(string args)
    {
        try
        {
            return ShellWords.Split(args) is { Count: > 0 } words ? words : null;
        }
        catch (FormatException exception)
        {
            throw new RunFailedException(FailureKind.ArgumentsInvalid, exception.Message);
        }
    }

    private static ContainerHostConfig HostConfig(AppRun run)
    {
        var limits = run.Limits;
        return new ContainerHostConfig
        {
            NetworkMode = run.Network == NetworkPolicy.Outbound ? OutboundNetwork.Name : "none",
            Dns = run.Network == NetworkPolicy.Outbound ? PublicDns : null,
            Memory = limits.MemoryBytes,
            MemorySwap = limits.MemoryBytes,
            NanoCpus = (long)(limits.Cpus * 1e9),
            PidsLimit = limits.Pids,
            ReadonlyRootfs = true,
            Tmpfs = new Dictionary<string, string>
            {
                ["/tmp"] = string.Create(CultureInfo.InvariantCulture, $"rw,exec,nosuid,nodev,mode=1777,size={limits.TmpBytes}"),
            },
            ShmSize = limits.TmpBytes,
            CapDrop = ["ALL"],
            SecurityOpt = ["no-new-privileges"],
            Ulimits =
            [
                new("nofile", limits.OpenFiles, limits.OpenFiles),
                // One byte more than allowed in all, so that a file cut here is known to be too large.
                new("fsize", limits.OutputBytes + 1, limits.OutputBytes + 1),
                new("core", 0, 0),
            ],
            Mounts =
            [
                new(run.Folder.Input, TaskFolder.InputPath, ReadOnly: true),
                new(run.Folder.Output, TaskFolder.OutputPath, ReadOnly: false),
            ],
            // The worker follows the output and keeps its end; the Engine need not fill its disk with it.
            LogConfig = new("none", new Dictionary<string, string>()),
        };
    }
}
