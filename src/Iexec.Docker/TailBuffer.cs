namespace Iexec.Docker;

/// <summary>Keeps the last characters of a text of any length, in bounded memory.</summary>
/// <param name="capacity">How many characters are kept.</param>
public sealed class TailBuffer(int capacity)
{
    private readonly char[] _ring = new char[capacity];
    private long _written;

    /// <summary>Whether characters were dropped.</summary>
    public bool Truncated => _written > capacity;

    /// <summary>Adds text at the end.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > capacity)
        {
            _written += text.Length - capacity;
            text = text[^capacity..];
        }
        var start = (int)(_written % capacity);
        var first = Math.Min(text.Length, capacity - start);
        text[..first].CopyTo(_ring.AsSpan(start));
        text[first..].CopyTo(_ring);
        _written += text.Length;
    }

    /// <summary>The characters kept, oldest first; never half of a surrogate pair at the start.</summary>
    public override string ToString()
    {
        if (!Truncated)
            return new string(_ring, 0, (int)_written);
        var start = (int)(_written % capacity);
        var text = string.Concat(_ring.AsSpan(start), _ring.AsSpan(0, start));
        return char.IsLowSurrogate(text[0]) ? text[1..] : text;
    }
}
