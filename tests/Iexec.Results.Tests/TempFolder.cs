namespace Iexec.Results.Tests;

/// <summary>A folder that goes with the test.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("iexec-results-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
