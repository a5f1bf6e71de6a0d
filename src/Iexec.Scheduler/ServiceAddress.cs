using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;

namespace Iexec.Scheduler;

/// <summary>Where others reach this service; known once it listens.</summary>
internal sealed class ServiceAddress(SchedulerSettings settings, IServer server, IHostApplicationLifetime lifetime)
{
    public async Task<Uri> ReadAsync(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(ct);
        return settings.PublicUrl ?? new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }
}
