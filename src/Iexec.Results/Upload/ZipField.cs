using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Iexec.Runtime;

namespace Iexec.Results.Upload;

/// <summary>
/// The bytes of a JSON value as they come, in both forms of published workers. The value's first character is read already.
/// </summary>
/// <param name="body">The JSON.</param>
/// <param name="isText">Whether it is base64 text; an array of numbers otherwise.</param>
internal sealed class ZipField(PipeReader body, bool isText) : IncomingStream
{
    private const int MostAtOnce = 64 << 10;

    private readonly IByteDecoder _decoder = isText ? new Base64Text() : new NumberArray();
    private readonly ArrayBufferWriter<byte> _decoded = new();
    private int _given;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_given == _decoded.WrittenCount && !_decoder.IsEnded)
            await DecodeAsync(cancellationToken);
        var given = Math.Min(buffer.Length, _decoded.WrittenCount - _given);
        _decoded.WrittenMemory.Slice(_given, given).CopyTo(buffer);
        _given += given;
        return given;
    }

    private async Task DecodeAsync(CancellationToken ct)
    {
        var read = await body.ReadAsync(ct);
        var some = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, MostAtOnce));
        if (some.IsEmpty && read.IsCompleted)
            throw new JsonException("it ends within zip");
        _decoded.ResetWrittenCount();
        _given = 0;
        foreach (var segment in some)
        {
            foreach (var next in segment.Span)
            {
                if (!_decoder.IsEnded)
                    _decoder.Take(next, _decoded);
            }
        }
        body.AdvanceTo(some.End);
    }
}
