using Iexec.Testing;
using Iexec.Worker.Containers;
using Iexec.Worker.Running;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Iexec.Worker.Tests.Containers;

[Collection(DockerCollection.Name)]
[Trait("Category", "Integration")]
public sealed class EngineLossTests(DockerFixture docker)
{
    [Theory]
    [InlineData("-KILL")]
    [InlineData("-TERM")]
    public async Task An_engine_that_ends_in_a_run_is_waited_for_and_the_app_is_run_once_more(string signal)
    {
        docker.SkipIfMissing();
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists("/usr/sbin/dockerd"), "starting a Docker Engine needs root and dockerd");
        await using var engine = await OwnEngine.StartAsync();
        using var executor = new DockerExecutor(engine.Docker, docker.Settings, TestSurroundings.With(), NullLogger<DockerExecutor>.Instance);
        var run = docker.Run("[ -e /iexec_in/second ] || sleep 1000; echo 42 > /iexec_out/answer; echo '{\"deterministic-output-path\":\"/iexec_out/answer\"}' > /iexec_out/computed.json");
        var running = executor.RunAsync(run, new Stages(_ => { }), CancellationToken.None);
        await docker.RunningAsync(run, engine.Docker);
        await File.WriteAllTextAsync(Path.Combine(run.Folder.Input, "second"), "");

        await engine.EndAsync(signal);
        await engine.BeginAsync();

        var outcome = await running;
        Assert.True(outcome.Failure is null, outcome.Failure?.Detail);
        Assert.Empty(await engine.Docker.Containers.ListAsync(CancellationToken.None, ("iexec.worker", DockerFixture.Worker)));
    }

    [Fact]
    public async Task An_engine_that_stays_away_is_no_result()
    {
        docker.SkipIfMissing();
        using var nobody = new Iexec.Docker.DockerClient(Iexec.Docker.DockerEndpoint.Parse("unix:///nowhere/docker.sock"), TimeProvider.System);
        using var executor = new DockerExecutor(
            nobody, docker.Settings with { EngineTime = TimeSpan.FromSeconds(1) }, TestSurroundings.With(), NullLogger<DockerExecutor>.Instance);

        var exception = await Assert.ThrowsAsync<ExecutorException>(
            () => executor.RunAsync(docker.Run("true"), new Stages(_ => { }), CancellationToken.None));
        Assert.Contains("No Docker Engine answers", exception.Message, StringComparison.Ordinal);
    }
}
