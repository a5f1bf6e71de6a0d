using Iexec.Devnet.Images;
using Iexec.Devnet.Processes;
using Iexec.Devnet.Tests.Images;
using Xunit;

namespace Iexec.Devnet.Tests.Processes;

[Trait("Category", "Integration")]
public sealed class RegistryProcessTests : IDisposable
{
    private readonly TestState _test = new();
    private readonly HttpClient _http = new();

    [Fact]
    public async Task Images_stay_when_the_registry_stops()
    {
        var published = await WithRegistryAsync(registry => new RegistryClient(_http, registry).PublishAsync(MisbehavingImage.Create(), CancellationToken.None));

        var status = await WithRegistryAsync(async registry =>
        {
            using var answer = await _http.GetAsync(new Uri(registry, $"/v2/iexec/misbehaving/manifests/{published.Digest}"));
            return answer.StatusCode;
        });

        Assert.Equal(System.Net.HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task A_port_that_a_stranger_has_is_refused_before_anything_starts()
    {
        var port = await WithRegistryAsync(async registry =>
        {
            await using var second = new Supervisor(_test.State, TimeProvider.System);
            var refusal = await Assert.ThrowsAsync<DevnetException>(() => RegistryProcess.StartAsync(second, registry.Port, CancellationToken.None));
            Assert.Contains("the image registry, is taken by docker-registr", refusal.Message, StringComparison.Ordinal);
            return registry.Port;
        });
        Assert.True(Ports.IsFree(port));
    }

    public void Dispose()
    {
        _http.Dispose();
        _test.Dispose();
    }

    private async Task<T> WithRegistryAsync<T>(Func<Uri, Task<T>> use)
    {
        await using var supervisor = new Supervisor(_test.State, TimeProvider.System);
        return await use(await RegistryProcess.StartAsync(supervisor, Ports.Free(), CancellationToken.None));
    }
}
