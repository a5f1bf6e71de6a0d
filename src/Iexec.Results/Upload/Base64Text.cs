using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Iexec.Results.Upload;

/// <summary>Bytes as base64 text (RFC 4648) after its quote; some writers escape <c>/</c> and <c>+</c>.</summary>
internal sealed class Base64Text : IByteDecoder
{
    private readonly byte[] _four = new byte[4];
    private readonly char[] _code = new char[4];
    private int _filled;
    private int _escape;
    private bool _isPadded;

    public bool IsEnded { get; private set; }

    public void Take(byte next, IBufferWriter<byte> output)
    {
        if (_escape > 0)
            Escaped(next, output);
        else if (next == '\\')
            _escape = 1;
        else if (next != '"')
            Add(next, output);
        else if (_filled == 0)
            IsEnded = true;
        else
            throw Wrong();
    }

    // After a backslash: one character, or u and four hexadecimal digits.
    private void Escaped(byte next, IBufferWriter<byte> output)
    {
        if (_escape == 1)
        {
            _escape = next == 'u' ? 2 : 0;
            if (next != 'u')
                Add(next == '/' ? next : throw Wrong(), output);
            return;
        }
        _code[_escape++ - 2] = (char)next;
        if (_escape < 6)
            return;
        _escape = 0;
        if (!byte.TryParse(_code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            throw Wrong();
        Add(code, output);
    }

    private void Add(byte next, IBufferWriter<byte> output)
    {
        if (_isPadded)
            throw Wrong();
        _four[_filled++] = next;
        if (_filled < 4)
            return;
        _filled = 0;
        _isPadded = next == '=';
        // White space would be skipped by the decoder and leave fewer bytes.
        var status = Base64.DecodeFromUtf8(_four, output.GetSpan(3), out _, out var written);
        if (status != OperationStatus.Done || written != (_four[2] == '=' ? 1 : _isPadded ? 2 : 3))
            throw Wrong();
        output.Advance(written);
    }

    private static JsonException Wrong() => new("zip is no base64 text");
}
