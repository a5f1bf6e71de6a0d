namespace Iexec.Ethereum;

/// <summary>An event that a contract emits.</summary>
public sealed class AbiEvent
{
    private readonly AbiType _unindexed;

    /// <summary>Describes an event.</summary>
    public AbiEvent(string name, IReadOnlyList<AbiParameter> inputs)
    {
        Name = name;
        Inputs = inputs;
        Signature = name + AbiType.TupleOf(inputs);
        Topic = Keccak256.HashText(Signature);
        _unindexed = AbiType.TupleOf([.. inputs.Where(i => !i.IsIndexed)]);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its parameters.</summary>
    public IReadOnlyList<AbiParameter> Inputs { get; }

    /// <summary>Its name and the canonical types of its parameters.</summary>
    public string Signature { get; }

    /// <summary>The hash of its signature: the first topic of its logs.</summary>
    public Bytes32 Topic { get; }

    /// <summary>Reads a declaration such as <c>event Transfer(address indexed from, address indexed to, uint256 value)</c>.</summary>
    /// <exception cref="FormatException">The text is not an event.</exception>
    public static AbiEvent Parse(string declaration)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        var parser = new AbiParser(declaration);
        parser.Skip("event");
        var parsed = new AbiEvent(parser.Name(), parser.Parameters());
        parser.End();
        return parsed;
    }

    /// <summary>Whether a log is of this event, with as many indexed parameters.</summary>
    public bool Matches(Log log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return log.Topics.Count == 1 + Inputs.Count(i => i.IsIndexed) && log.Topics[0] == Topic;
    }

    /// <summary>The event's values in the order of its parameters.</summary>
    /// <remarks>An indexed parameter of a type wider than a word is only known by its hash, given as <see cref="Bytes32"/>.</remarks>
    /// <exception cref="FormatException">The log is not of this event.</exception>
    public object[] Decode(Log log)
    {
        if (!Matches(log)) throw new FormatException($"This log is not of {Signature}.");
        var unindexed = AbiCodec.Decode(_unindexed, log.Data);
        int topic = 1, value = 0;
        return [.. Inputs.Select(input => input.IsIndexed ? DecodeTopic(input.Type, log.Topics[topic++]) : unindexed[value++])];
    }

    /// <summary>Its signature.</summary>
    public override string ToString() => Signature;

    private static object DecodeTopic(AbiType type, Bytes32 topic) =>
        type.IsDynamic || type.Kind is AbiKind.Array or AbiKind.Tuple ? topic : AbiCodec.Decode([type], topic.ToBytes())[0];
}
