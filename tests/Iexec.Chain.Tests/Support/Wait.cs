namespace Iexec.Chain.Tests;

/// <summary>Waits for conditions.</summary>
public static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Looks until it is so; fails after a minute.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, string what, Task? unless = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await isSo())
        {
            if (unless is { IsCompleted: true })
                await unless;
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"not so within {Patience}: {what}");
            await Task.Delay(10);
        }
    }

    /// <inheritdoc cref="UntilAsync(Func{Task{bool}}, string, Task?)"/>
    public static Task UntilAsync(Func<bool> isSo, string what, Task? unless = null) => UntilAsync(() => Task.FromResult(isSo()), what, unless);
}
