using System.Text;
using Docker.DotNet;

namespace Iexec.Docker;

/// <summary>Follows what a container writes and keeps the end of each of its streams, in bounded memory.</summary>
public sealed class ContainerOutput : IDisposable
{
    /// <summary>How many characters of each stream are kept.</summary>
    public const int Limit = 100_000;

    private readonly Tail _stdout = new();
    private readonly Tail _stderr = new();
    private readonly MultiplexedStream _stream;

    /// <summary>Reads a stream of frames of an 8-byte header (stream, 0, 0, 0, big-endian length) and data.</summary>
    public ContainerOutput(MultiplexedStream stream) => _stream = stream;

    /// <summary>The end of standard output so far; to be read when <see cref="FollowAsync"/> has ended.</summary>
    public string Stdout => _stdout.ToString();

    /// <summary>The end of standard error so far; to be read when <see cref="FollowAsync"/> has ended.</summary>
    public string Stderr => _stderr.ToString();

    /// <summary>Reads until the container has ended, or the stream breaks off.</summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        var buffer = new byte[Tail.LongestRead];
        try
        {
            while (await _stream.ReadOutputAsync(buffer, 0, buffer.Length, ct) is { EOF: false } read)
                (read.Target == MultiplexedStream.TargetStream.StandardError ? _stderr : _stdout).Append(buffer.AsSpan(0, read.Count));
        }
        catch (IOException)
        {
            // What came is kept; how the container ended is asked of the Engine.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private sealed class Tail
    {
        public const int LongestRead = 16 * 1024;
        private readonly TailBuffer _buffer = new(Limit);
        private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
        private readonly char[] _chars = new char[Encoding.UTF8.GetMaxCharCount(LongestRead)];

        public void Append(ReadOnlySpan<byte> bytes) =>
            _buffer.Append(_chars.AsSpan(0, _decoder.GetChars(bytes, _chars, flush: false)));

        public override string ToString() => _buffer.ToString();
    }
}
