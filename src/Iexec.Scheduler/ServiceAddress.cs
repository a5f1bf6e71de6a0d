using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;

namespace Iexec.Scheduler;

/// <summary>Where others reach this service; known once it listens.</summary>
internal sealed class ServiceAddress(SchedulerSettings settings, IServer server, IHostApplicationLifetime lifetime)
{
    /// <summary>The address to tell others.</summary>
    public async Task<Uri> ReadAsync(CancellationToken ct) => settings.PublicUrl ?? await ListenUrlAsync(ct);

    /// <summary>All by which it may be called: a worker beside it need not go round by the public one.</summary>
    public async Task<IReadOnlyList<Uri>> AllAsync(CancellationToken ct) =>
        settings.PublicUrl is { } url ? [url, await ListenUrlAsync(ct)] : [await ListenUrlAsync(ct)];

    private async Task<Uri> ListenUrlAsync(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(ct);
        return new(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }
}
