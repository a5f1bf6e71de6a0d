using System.Buffers;
using System.Text.Json;

namespace Iexec.Results.Upload;

/// <summary>Bytes as an array of numbers, <c>80,75,…]</c> after its bracket.</summary>
internal sealed class NumberArray : IByteDecoder
{
    private const int None = -1;
    private int _number = None;
    private bool _isWhole;
    private bool _needsNumber;

    public bool IsEnded { get; private set; }

    public void Take(byte next, IBufferWriter<byte> output)
    {
        switch (next)
        {
            case >= (byte)'0' and <= (byte)'9' when !_isWhole:
                _number = Math.Max(_number, 0) * 10 + (next - '0');
                if (_number > byte.MaxValue)
                    throw Wrong();
                break;
            case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                _isWhole = _number != None;
                break;
            case (byte)',' when _number != None:
                Write(output);
                _needsNumber = true;
                break;
            case (byte)']' when _number != None:
                Write(output);
                IsEnded = true;
                break;
            case (byte)']' when !_needsNumber:
                IsEnded = true;
                break;
            default:
                throw Wrong();
        }
    }

    private void Write(IBufferWriter<byte> output)
    {
        output.Write([(byte)_number]);
        _number = None;
        _isWhole = false;
    }

    private static JsonException Wrong() => new("the numbers of zip must be from 0 to 255");
}
