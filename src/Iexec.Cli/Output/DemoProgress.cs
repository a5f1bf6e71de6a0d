using System.Globalization;

namespace Iexec.Cli;

/// <summary>Tells of a demonstration's steps with the seconds since it began, on standard error.</summary>
internal sealed class DemoProgress(TimeProvider time) : IProgress<string>
{
    private readonly long start = time.GetTimestamp();

    public void Report(string value) =>
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(start).TotalSeconds,6:0.0}  {value}"));
}
