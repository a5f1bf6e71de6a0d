namespace Iexec.Ethereum;

/// <summary>An error that a contract reverts with.</summary>
public sealed class AbiError
{
    private readonly AbiType _inputs;

    /// <summary>Describes an error.</summary>
    public AbiError(string name, IReadOnlyList<AbiParameter> inputs)
    {
        Name = name;
        _inputs = AbiType.TupleOf(inputs);
        Signature = name + _inputs;
        Selector = AbiSelector.Of(Signature);
    }

    /// <summary>What <c>require(condition, "text")</c> reverts with.</summary>
    public static AbiError Text { get; } = Parse("error Error(string message)");

    /// <summary>What a failed assertion, an overflow or an index out of bounds reverts with.</summary>
    public static AbiError Panic { get; } = Parse("error Panic(uint256 code)");

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its parameters.</summary>
    public IReadOnlyList<AbiParameter> Inputs => _inputs.Components;

    /// <summary>Its name and the canonical types of its parameters.</summary>
    public string Signature { get; }

    /// <summary>The first four bytes of its signature's hash, with which its data starts.</summary>
    public byte[] Selector { get; }

    /// <summary>Reads a declaration such as <c>error Unauthorized(address caller)</c>.</summary>
    /// <exception cref="FormatException">The text is not an error.</exception>
    public static AbiError Parse(string declaration)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        var parser = new AbiParser(declaration);
        parser.Skip("error");
        var error = new AbiError(parser.Name(), parser.Parameters());
        parser.End();
        return error;
    }

    /// <summary>Whether revert data starts as this error's does.</summary>
    public bool Matches(ReadOnlySpan<byte> data) => data.StartsWith(Selector);

    /// <summary>The error's arguments.</summary>
    /// <exception cref="FormatException">The data is not of this error.</exception>
    public object[] Decode(ReadOnlySpan<byte> data) => AbiCodec.Decode(_inputs, AbiSelector.Strip(Selector, data, Signature));

    /// <summary>The revert data of this error.</summary>
    /// <exception cref="ArgumentException">The arguments are not of the parameters' types.</exception>
    public byte[] Encode(params object[] args) => AbiCodec.Encode(_inputs, args, Selector);

    /// <summary>Its signature.</summary>
    public override string ToString() => Signature;
}
