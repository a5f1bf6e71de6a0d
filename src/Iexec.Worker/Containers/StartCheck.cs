using Iexec.Docker;
using Iexec.Worker.Running;

namespace Iexec.Worker.Containers;

/// <summary>
/// Finds out whose fault it is that an app's container does not start: an empty image is given all that the app was given. Where it gets as far as
/// its program, which does not exist, Engine and host are sound, and it is something in the app's image.
/// </summary>
internal sealed class StartCheck(DockerClient docker, string worker)
{
    private const string Repository = "iexec-empty";
    private const string Tag = "1";
    private const string Program = "/not-there";

    // What the Engine notes for a program that is not there.
    private const int NotFound = 127;

    // A tar archive ends with two blocks of zeros (POSIX pax).
    private static readonly byte[] EmptyTar = new byte[1024];

    /// <summary>Returns where the Engine starts such a container.</summary>
    /// <exception cref="DockerException">It does not: the Engine or the host is in trouble.</exception>
    public async Task RequireSoundHostAsync(AppRun run, CancellationToken ct)
    {
        if (await docker.Images.FindAsync($"{Repository}:{Tag}", ct) is null)
            await docker.Images.ImportAsync(new MemoryStream(EmptyTar), Repository, Tag, ct);
        var spec = AppContainerSpec.WithoutApp(run, worker, $"{Repository}:{Tag}", Program);
        var id = await docker.Containers.CreateAsync(spec, CancellationToken.None);
        try
        {
            await docker.Containers.StartAsync(id, ct);
        }
        catch (DockerException exception) when (exception.Status is not null)
        {
            if ((await docker.Containers.StateAsync(id, ct)).ExitCode != NotFound)
                throw new DockerException($"The Docker Engine starts no containers: {exception.Message}", exception.Status, exception);
        }
        finally
        {
            await docker.Containers.RemoveAsync(id, CancellationToken.None);
        }
    }
}
