using System.Globalization;

namespace Iexec.Ethereum;

/// <summary>Reads types, parameters and signatures as Solidity writes them.</summary>
internal ref struct AbiParser(string text)
{
    private static readonly string[] Locations = ["memory", "calldata", "storage", "payable"];

    private int _position;
    private int _nesting;

    /// <summary>Takes a word if it is next.</summary>
    public bool Skip(string word)
    {
        var start = _position;
        if (Word() == word) return true;
        _position = start;
        return false;
    }

    /// <summary>A name, a keyword, or the empty string where none is next.</summary>
    public string Word()
    {
        SkipSpace();
        var start = _position;
        while (_position < text.Length && (char.IsAsciiLetterOrDigit(text[_position]) || text[_position] is '_' or '$')) _position++;
        return text[start.._position];
    }

    public string Name()
    {
        var name = Word();
        return name.Length > 0 && !char.IsAsciiDigit(name[0]) ? name : throw Error("a name");
    }

    public IReadOnlyList<AbiParameter> Parameters()
    {
        Expect('(');
        if (++_nesting > 32) throw new FormatException("Types may be nested 32 deep.");
        var parameters = new List<AbiParameter>();
        if (!Take(')'))
        {
            do parameters.Add(Parameter());
            while (Take(','));
            Expect(')');
        }
        _nesting--;
        return parameters;
    }

    public AbiType Type()
    {
        var start = _position;
        var word = Word();
        AbiType type;
        if (word.Length == 0 || word == "tuple")
        {
            var components = Parameters();
            type = components.Count > 0 ? AbiType.TupleOf(components) : throw Error("a tuple with fields");
        }
        else
        {
            type = Elementary(word) ?? throw new FormatException($"'{word}' at position {start} of {Hex.Excerpt(text)} is not an ABI type.");
        }
        return Suffixes(type);
    }

    /// <summary>Arrays of a type: <c>[2][]</c>.</summary>
    public AbiType Suffixes(AbiType type)
    {
        while (Take('[')) type = AbiType.ArrayOf(type, ArrayLength());
        return type;
    }

    public void End()
    {
        SkipSpace();
        Take(';');
        SkipSpace();
        if (_position < text.Length) throw Error("the end");
    }

    private AbiParameter Parameter()
    {
        var type = Type();
        var isIndexed = false;
        while (true)
        {
            var word = Word();
            if (word == "indexed") isIndexed = true;
            else if (!Locations.Contains(word)) return new(type, word, isIndexed);
        }
    }

    private int? ArrayLength()
    {
        if (Take(']')) return null;
        var digits = Word();
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length == 0 || digits[0] == '0')
            throw Error("an array length of 1 or more");
        Expect(']');
        return length;
    }

    private static AbiType? Elementary(string word) => word switch
    {
        "address" => AbiType.Elementary(AbiKind.Address),
        "bool" => AbiType.Elementary(AbiKind.Boolean),
        "bytes" => AbiType.Elementary(AbiKind.Bytes),
        "string" => AbiType.Elementary(AbiKind.Text),
        "uint" => AbiType.Elementary(AbiKind.UnsignedInteger, 256),
        "int" => AbiType.Elementary(AbiKind.SignedInteger, 256),
        _ when Sized(word, "uint") is { } bits and <= 256 && bits % 8 == 0 => AbiType.Elementary(AbiKind.UnsignedInteger, bits),
        _ when Sized(word, "int") is { } bits and <= 256 && bits % 8 == 0 => AbiType.Elementary(AbiKind.SignedInteger, bits),
        _ when Sized(word, "bytes") is { } bytes and <= 32 => AbiType.Elementary(AbiKind.FixedBytes, bytes),
        _ => null,
    };

    private static int? Sized(string word, string prefix) =>
        word.StartsWith(prefix, StringComparison.Ordinal) && word.Length > prefix.Length && word[prefix.Length] != '0'
        && int.TryParse(word.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;

    private void SkipSpace()
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position])) _position++;
    }

    private bool Take(char c)
    {
        SkipSpace();
        if (_position >= text.Length || text[_position] != c) return false;
        _position++;
        return true;
    }

    private void Expect(char c)
    {
        if (!Take(c)) throw Error($"'{c}'");
    }

    private readonly FormatException Error(string expected) =>
        new($"Expected {expected} at position {_position} of {Hex.Excerpt(text)}.");
}
