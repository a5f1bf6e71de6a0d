using System.Security.Cryptography;
using System.Text;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>The digest of a result. Worker, result store and requester must agree on it to the byte.</summary>
/// <param name="Value">The digest.</param>
/// <param name="CallbackData">The bytes for the requester's contract, where the digest is theirs; else null.</param>
/// <param name="Uncovered">
/// How many files in sub-folders of the folder that the app points to are in no digest: workers agree whatever is in them.
/// </param>
public sealed record ResultDigest(Bytes32 Value, byte[]? CallbackData = null, int Uncovered = 0)
{
    /// <summary>Of a callback: the Keccak-256 of its bytes, which the hub checks at finalisation.</summary>
    public static ResultDigest OfCallback(byte[] data) => new(Keccak256.Hash(data), data);

    /// <summary>Of a file: the SHA-256 of its content.</summary>
    public static ResultDigest OfFile(byte[] sha256) => new(Bytes32.FromBytes(sha256));

    /// <summary>
    /// Of a folder, as published workers take it: the Keccak-256 of the SHA-256 of its files put one after another, sorted by name (ordinal).
    /// Only the files directly in it count, and their names do not.
    /// </summary>
    /// <param name="files">Path below the folder and SHA-256 of each file in it, at any depth, in any order.</param>
    public static ResultDigest OfFolder(IReadOnlyCollection<KeyValuePair<string, byte[]>> files)
    {
        var direct = files.Where(file => !file.Key.Contains('/', StringComparison.Ordinal)).ToList();
        return new(Keccak256.Hash([.. Sorted(direct).SelectMany(file => file.Value)]), Uncovered: files.Count - direct.Count);
    }

    /// <summary>
    /// Of a whole tree, which an app asks for by <see cref="ComputedFile.IsTree"/>: the Keccak-256 of the SHA-256 of the path (UTF-8) and the
    /// SHA-256 of the content of each file at any depth, put one after another, sorted by path (ordinal). Empty folders do not count.
    /// </summary>
    /// <param name="files">Path below the folder and SHA-256 of each file in it, at any depth, in any order.</param>
    public static ResultDigest OfTree(IEnumerable<KeyValuePair<string, byte[]>> files) =>
        new(Keccak256.Hash([.. Sorted(files).SelectMany(file => SHA256.HashData(Encoding.UTF8.GetBytes(file.Key)).Concat(file.Value))]));

    private static IEnumerable<KeyValuePair<string, byte[]>> Sorted(IEnumerable<KeyValuePair<string, byte[]>> files) =>
        files.OrderBy(file => file.Key, StringComparer.Ordinal);
}
