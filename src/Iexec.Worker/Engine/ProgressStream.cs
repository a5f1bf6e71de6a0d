using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Iexec.Worker.Engine;

/// <summary>Reads the stream of JSON objects with which the Engine reports pulls, builds and pushes.</summary>
internal static class ProgressStream
{
    /// <summary>Yields each report; throws at the first that is an error, and when the connection breaks.</summary>
    public static async IAsyncEnumerable<DockerProgress> ReadAsync(
        HttpResponseMessage response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var reports = JsonSerializer.DeserializeAsyncEnumerable<DockerProgress>(stream, topLevelValues: true, cancellationToken: cancellationToken);
        await using var reader = reports.GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(reader))
            if (reader.Current is { } report)
                yield return report.Error is null ? report : throw new DockerException(report.Error.Trim());
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<DockerProgress?> reader)
    {
        try
        {
            return await reader.MoveNextAsync();
        }
        catch (Exception exception) when (exception is JsonException or HttpRequestException or IOException)
        {
            throw new DockerException($"The Docker Engine broke off its report: {exception.Message}", inner: exception);
        }
    }
}
