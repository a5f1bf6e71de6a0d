using Iexec.Protocol;
using Iexec.Worker.Running;

namespace Iexec.Worker.Outputs;

/// <summary>
/// The result that stands for a failure: <c>error.txt</c> and a <c>computed.json</c> that names it. Both depend on the
/// failure's kind and exit code only. A contract to call back gets no bytes, which it cannot mistake for a value.
/// </summary>
internal static class FailureResult
{
    private const string FileName = "error.txt";

    /// <summary>Writes the files into an empty directory.</summary>
    public static async Task WriteAsync(string directory, RunFailure failure, CancellationToken ct)
    {
        await File.WriteAllTextAsync(Path.Combine(directory, FileName), failure.ResultText + "\n", ct);
        await File.WriteAllTextAsync(Path.Combine(directory, ComputedFile.Name), new ComputedFile(FileName, []).ToJson(), ct);
    }
}
