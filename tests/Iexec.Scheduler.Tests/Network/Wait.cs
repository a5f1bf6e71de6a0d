using System.Net;
using Iexec.Api;
using Xunit;

namespace Iexec.Scheduler.Tests.Network;

/// <summary>Waits for what will come.</summary>
internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Waits until the scheduler knows of something, and says so of it.</summary>
    public static async Task<T> KnownAsync<T>(Func<Task<T>> read, Func<T, bool> condition) where T : class => (await UntilAsync(
        async () =>
        {
            try
            {
                return await read();
            }
            catch (ApiException e) when (e.Status == HttpStatusCode.NotFound)
            {
                return null;
            }
        },
        known => known is not null && condition(known)))!;

    public static async Task<T> UntilAsync<T>(Func<Task<T>> read, Func<T, bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var value = await read();
            if (condition(value))
                return value;
            Assert.False(patience.IsCancellationRequested, $"still {System.Text.Json.JsonSerializer.Serialize(value)}");
            await Task.Delay(20);
        }
    }
}
