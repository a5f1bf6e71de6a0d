using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Iexec.Hosting;

/// <summary>How a service ends.</summary>
public static class ServiceRun
{
    /// <summary>Starts a service, and waits until it is told to stop and has stopped.</summary>
    /// <param name="service">The service.</param>
    /// <param name="started">Called when it has started.</param>
    /// <param name="ct">Tells it to stop.</param>
    /// <exception cref="ServiceFaultException">It stopped by itself.</exception>
    public static async Task RunToEndAsync(this WebApplication service, Action started, CancellationToken ct)
    {
        try
        {
            await service.StartAsync(ct);
            started();
            await service.WaitForShutdownAsync(ct);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested && service.Fault() is not null)
        {
            // A loop that throws at once stops the start.
        }
        if (!ct.IsCancellationRequested && service.Fault() is { } fault)
            throw fault;
    }

    /// <summary>
    /// Why a service stopped by itself; null when it did not. The host stops, without a word to who runs it, when one of its loops
    /// throws.
    /// </summary>
    public static ServiceFaultException? Fault(this WebApplication service) => service.Services.GetServices<IHostedService>()
        .OfType<BackgroundService>()
        .Where(loop => loop.ExecuteTask is { IsFaulted: true })
        .Select(loop => new ServiceFaultException(loop.GetType().Name, loop.ExecuteTask!.Exception!.InnerException!))
        .FirstOrDefault();
}
