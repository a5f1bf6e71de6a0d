using System.Buffers;

namespace Iexec.Results.Upload;

/// <summary>Turns the characters of a JSON value into the bytes it stands for, one character at a time.</summary>
internal interface IByteDecoder
{
    /// <summary>Whether the value's last character was taken.</summary>
    bool IsEnded { get; }

    /// <summary>Takes the next character.</summary>
    /// <exception cref="System.Text.Json.JsonException">It must not stand here.</exception>
    void Take(byte next, IBufferWriter<byte> output);
}
