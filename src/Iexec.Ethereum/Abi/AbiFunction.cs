namespace Iexec.Ethereum;

/// <summary>A function of a contract.</summary>
public sealed class AbiFunction
{
    private readonly AbiType _inputs;
    private readonly AbiType _outputs;

    /// <summary>Describes a function.</summary>
    public AbiFunction(string name, IReadOnlyList<AbiParameter> inputs, IReadOnlyList<AbiParameter> outputs)
    {
        Name = name;
        _inputs = AbiType.TupleOf(inputs);
        _outputs = AbiType.TupleOf(outputs);
        Signature = name + _inputs;
        Selector = AbiSelector.Of(Signature);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its parameters.</summary>
    public IReadOnlyList<AbiParameter> Inputs => _inputs.Components;

    /// <summary>What it returns.</summary>
    public IReadOnlyList<AbiParameter> Outputs => _outputs.Components;

    /// <summary>Its name and the canonical types of its parameters.</summary>
    public string Signature { get; }

    /// <summary>The first four bytes of its signature's hash, with which a call starts.</summary>
    public byte[] Selector { get; }

    /// <summary>Reads a declaration such as <c>function viewAccount(address) view returns ((uint256 stake,uint256 locked))</c>.</summary>
    /// <exception cref="FormatException">The text is not a function.</exception>
    public static AbiFunction Parse(string declaration)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        var parser = new AbiParser(declaration);
        parser.Skip("function");
        var name = parser.Name();
        var inputs = parser.Parameters();
        IReadOnlyList<AbiParameter> outputs = [];
        for (var word = parser.Word(); word.Length > 0; word = parser.Word())
        {
            if (word == "returns") outputs = parser.Parameters();
        }
        parser.End();
        return new(name, inputs, outputs);
    }

    /// <summary>The data of a call.</summary>
    /// <exception cref="ArgumentException">The arguments are not of the parameters' types.</exception>
    public byte[] EncodeCall(params object[] args) => AbiCodec.Encode(_inputs, args, Selector);

    /// <summary>The arguments of a call.</summary>
    /// <exception cref="FormatException">The data is not a call of this function.</exception>
    public object[] DecodeCall(ReadOnlySpan<byte> data) => AbiCodec.Decode(_inputs, AbiSelector.Strip(Selector, data, Signature));

    /// <summary>The values that a call returned.</summary>
    /// <exception cref="FormatException">The data does not hold them; none at all often means that there is no contract at the address.</exception>
    public object[] DecodeResult(ReadOnlySpan<byte> data) => data.IsEmpty && Outputs.Count > 0
        ? throw new FormatException($"The call of {Signature} returned nothing: there may be no contract at this address, or one without this function.")
        : AbiCodec.Decode(_outputs, data);

    /// <summary>Its signature.</summary>
    public override string ToString() => Signature;
}
