using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Iexec.Bench;

/// <summary>How fast the model of the protocol goes through whole lives of tasks, on one core.</summary>
internal static class ModelBench
{
    /// <summary>What came of it.</summary>
    /// <param name="OperationsPerSecond">Operations of the hub in a second.</param>
    /// <param name="Cores">How many cores it used.</param>
    internal sealed record Result(
        [property: JsonPropertyName("operationsPerSecond")] long OperationsPerSecond,
        [property: JsonPropertyName("cores")] int Cores);

    public static Result Run(TimeSpan duration)
    {
        Measure(TimeSpan.FromSeconds(1)); // the compiler warms up
        return new((long)Measure(duration), 1);
    }

    private static double Measure(TimeSpan duration)
    {
        var lives = new TaskLives();
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < duration)
        {
            for (var i = 0; i < 100; i++)
                lives.Next();
        }
        return lives.Operations / clock.Elapsed.TotalSeconds;
    }
}
