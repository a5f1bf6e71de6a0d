using System.Buffers.Binary;

namespace Iexec.Protocol;

/// <summary>
/// The end-of-central-directory record of a zip (APPNOTE 4.3.16), read before the zip is opened: opening loads the whole directory, and a
/// hostile one may have millions of entries.
/// </summary>
internal static class ZipTail
{
    private const int RecordBytes = 22;
    private const int MaxCommentBytes = ushort.MaxValue;
    private const int MaxBytesPerEntry = 512;

    /// <summary>Refuses a directory of more entries or bytes than allowed, and the 64-bit form, which no allowed archive needs.</summary>
    /// <exception cref="InvalidDataException">The archive is refused, or is no zip.</exception>
    public static async Task CheckAsync(Stream zip, int maxEntries, CancellationToken ct)
    {
        var tail = new byte[Math.Min(zip.Length, RecordBytes + MaxCommentBytes)];
        zip.Position = zip.Length - tail.Length;
        await zip.ReadExactlyAsync(tail, ct);
        var at = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (at < 0 || tail.Length - at < RecordBytes)
            throw new InvalidDataException("This is not a zip archive, or it is cut short.");
        var record = tail.AsSpan(at);
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        var directory = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        if (entries == ushort.MaxValue || directory == uint.MaxValue || BinaryPrimitives.ReadUInt16LittleEndian(record[4..]) == ushort.MaxValue)
            throw new InvalidDataException("The archive has the form for more than 4 GiB or 65535 entries, which is not accepted.");
        if (entries > maxEntries)
            throw new InvalidDataException($"The archive has {entries} entries; at most {maxEntries} are accepted.");
        var length = zip.Length - tail.Length + at - directory;
        if (length < 0 || length > (long)maxEntries * MaxBytesPerEntry)
            throw new InvalidDataException("The archive's directory is damaged or far too long.");
        zip.Position = 0;
    }
}
