using System.Buffers.Binary;
using System.Text;

namespace Iexec.Worker.Engine;

/// <summary>
/// Follows what a container writes and keeps the end of each of its streams, in bounded memory. The Engine sends frames
/// of an 8-byte header (stream, 0, 0, 0, big-endian length) and data.
/// </summary>
public sealed class ContainerOutput : IDisposable
{
    private readonly Tail _stdout = new();
    private readonly Tail _stderr = new();
    private readonly Stream _stream;

    internal ContainerOutput(Stream stream) => _stream = stream;

    /// <summary>The end of each stream so far; to be read when <see cref="FollowAsync"/> has ended.</summary>
    public ContainerLogs Logs => new(_stdout.ToString(), _stderr.ToString());

    /// <summary>Reads until the container has ended.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        var header = new byte[8];
        var buffer = new byte[Tail.LongestRead];
        while (await _stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken) == header.Length)
        {
            var tail = header[0] == 2 ? _stderr : _stdout;
            for (var left = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4)); left > 0;)
            {
                var read = await _stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken);
                if (read == 0)
                    return;
                tail.Append(buffer.AsSpan(0, read));
                left -= (uint)read;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private sealed class Tail
    {
        public const int LongestRead = 16 * 1024;
        private readonly TailBuffer _buffer = new(ContainerLogs.Limit);
        private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
        private readonly char[] _chars = new char[Encoding.UTF8.GetMaxCharCount(LongestRead)];

        public void Append(ReadOnlySpan<byte> bytes) =>
            _buffer.Append(_chars.AsSpan(0, _decoder.GetChars(bytes, _chars, flush: false)));

        public override string ToString() => _buffer.ToString();
    }
}
