using System.Globalization;
using Docker.DotNet.Models;
using Iexec.Worker.Disk;
using Iexec.Worker.Running;

namespace Iexec.Worker.Containers;

/// <summary>The container of an app: what it gets, and everything that is kept from it.</summary>
internal static class AppContainerSpec
{
    public const string WorkerLabel = "iexec.worker";
    public const string TaskLabel = "iexec.task";
    private const int LongestArguments = 64 * 1024;
    private const int MostVolumes = 32;
    private const string Temporary = "/tmp";

    // Public resolvers: the host's own is likely to have a private address, which the app cannot reach.
    private static readonly string[] PublicDns = ["9.9.9.9", "1.1.1.1"];

    // What the app writes there is the worker's own, whatever its image says of these paths.
    private static readonly string[] OwnPaths = [TaskFolder.InputPath, TaskFolder.OutputPath, Temporary];

    public static CreateContainerParameters Of(AppRun run, string worker, ImageInspectResponse image, RunDisk disk) => new()
    {
        Image = image.ID,
        Cmd = Arguments(run.Args)!,
        Env = [.. run.Environment.ToVariables().Select(variable => $"{variable.Key}={variable.Value}")],
        Labels = Labels(run, worker),
        HostConfig = HostConfig(run, Volumes(image, disk)),
    };

    /// <summary>A container that gets the very same, but has nothing of the app's image.</summary>
    public static CreateContainerParameters WithoutApp(AppRun run, string worker, string image, string program) => new()
    {
        Image = image,
        Entrypoint = [program],
        Labels = Labels(run, worker),
        HostConfig = HostConfig(run, []),
    };

    private static Dictionary<string, string> Labels(AppRun run, string worker) =>
        new() { [WorkerLabel] = worker, [TaskLabel] = run.Environment.TaskId.ToString() };

    private static List<string>? Arguments(string args)
    {
        try
        {
            if (args.Length > LongestArguments || args.Contains('\0'))
                throw new FormatException($"The arguments hold a NUL or are longer than {LongestArguments} characters.");
            return ShellWords.Split(args) is { Count: > 0 } words ? [.. words] : null;
        }
        catch (FormatException exception)
        {
            throw new RunFailedException(FailureKind.ArgumentsInvalid, exception.Message);
        }
    }

    // A volume that an image declares is the Engine's own folder, which nothing bounds: it is laid into the run's disk. The Engine copies into it
    // what the image has there, as always.
    private static IEnumerable<Mount> Volumes(ImageInspectResponse image, RunDisk disk)
    {
        var paths = (image.Config?.Volumes?.Keys ?? []).Where(path => !OwnPaths.Contains(Path.GetFullPath(path, "/"))).ToList();
        if (paths.Count > MostVolumes)
            throw new RunFailedException(FailureKind.NotStarted, $"The image declares {paths.Count} volumes; at most {MostVolumes} are made.");
        return paths.Order(StringComparer.Ordinal).Select((path, number) => new Mount
        {
            Type = "volume",
            Target = path,
            VolumeOptions = new()
            {
                DriverConfig = new()
                {
                    Name = "local",
                    Options = new Dictionary<string, string> { ["type"] = "none", ["o"] = "bind", ["device"] = disk.MakeVolume(number) },
                },
            },
        });
    }

    private static HostConfig HostConfig(AppRun run, IEnumerable<Mount> volumes)
    {
        var limits = run.Limits;
        return new()
        {
            NetworkMode = run.Network == NetworkPolicy.Outbound ? OutboundNetwork.Name : "none",
            DNS = run.Network == NetworkPolicy.Outbound ? PublicDns : null!,
            Memory = limits.MemoryBytes,
            MemorySwap = limits.MemoryBytes,
            NanoCPUs = (long)(limits.Cpus * 1e9),
            PidsLimit = limits.Pids,
            ReadonlyRootfs = true,
            Tmpfs = new Dictionary<string, string>
            {
                [Temporary] = string.Create(CultureInfo.InvariantCulture, $"rw,exec,nosuid,nodev,mode=1777,size={limits.TmpBytes}"),
            },
            ShmSize = limits.TmpBytes,
            CapDrop = ["ALL"],
            SecurityOpt = ["no-new-privileges"],
            Ulimits =
            [
                new() { Name = "nofile", Soft = limits.OpenFiles, Hard = limits.OpenFiles },
                // One byte more than allowed in all, so that a file cut here is known to be too large.
                new() { Name = "fsize", Soft = limits.OutputBytes + 1, Hard = limits.OutputBytes + 1 },
                new() { Name = "core", Soft = 0, Hard = 0 },
            ],
            Mounts =
            [
                new() { Type = "bind", Source = run.Folder.Input, Target = TaskFolder.InputPath, ReadOnly = true },
                new() { Type = "bind", Source = run.Folder.Output, Target = TaskFolder.OutputPath },
                .. volumes,
            ],
            // The worker follows the output and keeps its end; the Engine need not fill its disk with it.
            LogConfig = new() { Type = "none" },
        };
    }
}
