using Iexec.Protocol;
using Iexec.Worker.Running;

namespace Iexec.Worker.Outputs;

/// <summary>Makes the archive of a result, and its digest.</summary>
internal static class ResultArchiver
{
    /// <summary>
    /// Packs a result and takes the digest of the archive, as result store and requester will: what they would refuse is a failure here,
    /// before anything is contributed.
    /// </summary>
    /// <param name="directory">The checked output: regular files and directories only.</param>
    /// <param name="archive">The zip to write.</param>
    /// <param name="hasCallback">Whether the deal names a contract to call back.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RunFailedException">The output is not as the app says.</exception>
    public static async Task<ResultDigest> PackAsync(string directory, string archive, bool hasCallback, CancellationToken ct)
    {
        await ResultPacker.PackAsync(directory, archive, ct);
        await using var file = new FileStream(archive, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, useAsync: true);
        await using var zip = await OtherwiseAsync(FailureKind.OutputRefused, ResultArchive.OpenAsync(file, null, ct));
        if (!zip.Files.Contains(ComputedFile.Name))
            throw new RunFailedException(FailureKind.NoComputedJson, $"The app ended well but wrote no {TaskFolder.OutputPath}/{ComputedFile.Name}.");
        var computed = await OtherwiseAsync(FailureKind.ComputedJsonInvalid, zip.ComputedAsync(ct));
        var isCallback = hasCallback || computed.OutputPath is null;
        return await OtherwiseAsync(
            isCallback ? FailureKind.ComputedJsonInvalid : FailureKind.NoDeterministicOutput, zip.DigestAsync(hasCallback, ct));
    }

    private static async Task<T> OtherwiseAsync<T>(FailureKind kind, Task<T> read)
    {
        try
        {
            return await read;
        }
        catch (InvalidDataException exception)
        {
            throw new RunFailedException(kind, exception.Message);
        }
    }
}
