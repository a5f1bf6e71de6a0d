using Xunit;

namespace Iexec.Devnet.Tests.Processes;

internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        for (var start = TimeProvider.System.GetTimestamp(); !await condition(); await Task.Delay(20))
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Limit, $"not within {Limit.TotalSeconds} s: {what}");
    }

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what);
}
