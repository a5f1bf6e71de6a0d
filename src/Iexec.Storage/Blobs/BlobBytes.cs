using System.Buffers;
using Iexec.Runtime;

namespace Iexec.Storage;

/// <summary>What blobs on disk and in memory do alike.</summary>
internal static class BlobBytes
{
    private const int LongestName = 200;

    /// <summary>Copies all that comes.</summary>
    /// <returns>How many bytes there were.</returns>
    /// <exception cref="TooLargeException">There are more than <paramref name="maxBytes"/>.</exception>
    public static async Task<long> CopyAsync(Stream from, Stream to, long maxBytes, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(256 << 10);
        try
        {
            long length = 0;
            while (await from.ReadAsync(buffer, ct) is > 0 and var read)
            {
                if ((length += read) > maxBytes)
                    throw new TooLargeException($"there are more than the {maxBytes} bytes that are accepted");
                await to.WriteAsync(buffer.AsMemory(0, read), ct);
            }
            return length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>A name that leads nowhere else.</summary>
    /// <exception cref="ArgumentException">It is no name of a blob.</exception>
    public static string Checked(string name) =>
        name.Length is > 1 and <= LongestName && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? name
            : throw new ArgumentException($"a blob's name has 2 to {LongestName} letters, digits, '-' and '_'", nameof(name));
}
