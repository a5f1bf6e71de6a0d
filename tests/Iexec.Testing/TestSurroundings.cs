using Iexec.Runtime;

namespace Iexec.Testing;

/// <summary>Surroundings of which a test shapes a part.</summary>
public static class TestSurroundings
{
    /// <summary>The real ones, but for what is given; waits after failures are whole, not shortened by chance.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="handler">Answers every request.</param>
    public static Surroundings With(TimeProvider? time = null, HttpMessageHandler? handler = null) => new(
        time ?? TimeProvider.System,
        handler is null ? Surroundings.Real.Transport : (_, _) => handler,
        new NoChance());

    private sealed class NoChance() : Random(0)
    {
        protected override double Sample() => 0;
    }
}
