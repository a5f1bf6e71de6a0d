using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Iexec.Results.Store;

/// <summary>Removes results that were kept long enough, so that the store does not fill for ever.</summary>
internal sealed class ExpiredResults(ResultStore results, ResultsSettings settings, TimeProvider time, ILogger<ExpiredResults> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                foreach (var task in await results.OlderThanAsync(time.GetUtcNow() - settings.KeepFor, stoppingToken))
                    await RemoveAsync(task, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "Old results cannot be listed");
            }
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private async Task RemoveAsync(Protocol.TaskId task, CancellationToken ct)
    {
        try
        {
            await results.RemoveAsync(task, ct);
            log.LogInformation("Result of task {Task} removed: it was kept for {KeepFor}", task, settings.KeepFor);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogError(e, "Result of task {Task} cannot be removed", task);
        }
    }
}
