using Iexec.Docker;
using Iexec.Runtime;
using Iexec.Worker.Disk;
using Microsoft.Extensions.Logging;

namespace Iexec.Worker.Containers;

/// <summary>What every run of a <see cref="DockerExecutor"/> works with.</summary>
internal sealed record ContainerTools(
    DockerClient Docker,
    DockerExecutorSettings Settings,
    AppImages Images,
    ImageCache Cache,
    DiskWatch Disk,
    OutboundNetwork Outbound,
    StartCheck Check,
    Surroundings Surroundings,
    ILogger Log)
{
    public static ContainerTools Of(DockerClient docker, DockerExecutorSettings settings, Surroundings surroundings, ILogger log)
    {
        var disk = new DiskWatch(surroundings.Time);
        return new(
            docker,
            settings,
            new AppImages(docker, disk, surroundings.Time),
            new ImageCache(docker, Path.Combine(settings.Folder, "images"), settings.ImagesBytes),
            disk,
            new OutboundNetwork(docker),
            new StartCheck(docker, settings.Worker),
            surroundings,
            log);
    }
}
