using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>Something the hub logs.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="Arguments">Its arguments as the ABI takes them.</param>
public sealed record ModelEvent(string Name, params object[] Arguments)
{
    private static readonly Lazy<Dictionary<string, AbiEvent>> Known =
        new(() => ContractArtifact.Hub.Abi.Events.ToDictionary(e => e.Name));

    /// <summary>The topics by which nodes index it: the event's hash, then the indexed arguments.</summary>
    public IReadOnlyList<Bytes32> Topics()
    {
        var known = Known.Value[Name];
        var indexed = known.Inputs.Zip(Arguments).Where(a => a.First.IsIndexed);
        return [known.Topic, .. indexed.Select(a => Bytes32.FromBytes(AbiCodec.Encode([a.First.Type], [a.Second])))];
    }

    /// <summary>The other arguments, encoded.</summary>
    public byte[] Data()
    {
        var plain = Known.Value[Name].Inputs.Zip(Arguments).Where(a => !a.First.IsIndexed).ToList();
        return AbiCodec.Encode([.. plain.Select(a => a.First.Type)], [.. plain.Select(a => a.Second)]);
    }

    /// <summary>The event as it is written in code.</summary>
    public override string ToString() => $"{Name}({string.Join(", ", Arguments.Select(a => a is byte[] b ? Hex.Encode(b) : a))})";
}
