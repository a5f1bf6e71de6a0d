using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Worker.Running;

namespace Iexec.Worker.Outputs;

/// <summary>The digest of a result, on which replicates must agree.</summary>
/// <param name="Value">The digest.</param>
/// <param name="CallbackData">The bytes for the requester's contract, where the digest is theirs; else null.</param>
public sealed record ResultDigest(Bytes32 Value, byte[]? CallbackData)
{
    /// <summary>
    /// Packs a result and takes the digest of the archive, as result store and requester will: what they would refuse is a failure here,
    /// before anything is contributed.
    /// </summary>
    /// <param name="directory">The checked output: regular files and directories only.</param>
    /// <param name="archive">The zip to write.</param>
    /// <param name="hasCallback">Whether the deal names a contract to call back.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="RunFailedException">The output is not as the app says.</exception>
    public static async Task<ResultDigest> PackAsync(string directory, string archive, bool hasCallback, CancellationToken cancellationToken)
    {
        await ResultPacker.PackAsync(directory, archive, cancellationToken);
        await using var file = new FileStream(archive, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, useAsync: true);
        await using var zip = await OtherwiseAsync(FailureKind.OutputRefused, ResultArchive.OpenAsync(file, null, cancellationToken));
        if (!zip.Files.Contains(ComputedFile.Name))
            throw new RunFailedException(FailureKind.NoComputedJson, $"The app ended well but wrote no {TaskFolder.OutputPath}/{ComputedFile.Name}.");
        var computed = await OtherwiseAsync(FailureKind.ComputedJsonInvalid, zip.ComputedAsync(cancellationToken));
        var isCallback = hasCallback || computed.OutputPath is null;
        var value = await OtherwiseAsync(
            isCallback ? FailureKind.ComputedJsonInvalid : FailureKind.NoDeterministicOutput, zip.DigestAsync(hasCallback, cancellationToken));
        return new ResultDigest(value, isCallback ? computed.CallbackData : null);
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
