using Iexec.Ethereum;

namespace Iexec.Api;

/// <summary>How the digest of a result is made. Worker, result store and requester must agree on it to the byte.</summary>
internal static class ResultDigest
{
    /// <summary>Of a callback: the Keccak-256 of its bytes, which the hub checks at finalisation.</summary>
    public static Bytes32 OfCallback(ReadOnlySpan<byte> data) => Keccak256.Hash(data);

    /// <summary>
    /// Of a folder: the Keccak-256 of the SHA-256 of its files put one after another, sorted by name (ordinal).
    /// Only the files directly in it count.
    /// </summary>
    /// <param name="files">Name and SHA-256 of each file directly in the folder, in any order.</param>
    public static Bytes32 OfFolder(IEnumerable<KeyValuePair<string, byte[]>> files) =>
        Keccak256.Hash([.. files.OrderBy(file => file.Key, StringComparer.Ordinal).SelectMany(file => file.Value)]);
}
