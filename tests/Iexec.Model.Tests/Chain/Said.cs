using System.Collections;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model.Tests;

/// <summary>
/// An answer of the model or of the chain: every byte of it, which begin with whether it was accepted; and if it is one to a call
/// that changes something, what it means.
/// </summary>
public sealed record Said(byte[] Bytes, Refusal? Refusal = null, IReadOnlyList<ModelEvent>? Events = null)
{
    private static readonly ContractAbi[] Known =
        [.. new[] { "Hub", "AppRegistry", "Workerpool" }.Select(c => ContractArtifact.Load(c).Abi)];

    public static Said By(Outcome outcome) => outcome.Refusal is { } refusal
        ? new([0, .. refusal.Encode()], refusal)
        : new([1, .. outcome.Events.SelectMany(e => LogBytes(e.Topics(), e.Data()))], null, outcome.Events);

    /// <summary>The chain's answer; of its logs those of the hub count.</summary>
    public static Said By(SimulatedCall call, Address hub)
    {
        if (call.Status == 1)
        {
            var logs = call.Logs.Where(l => l.Address == hub).ToList();
            return new([1, .. logs.SelectMany(l => LogBytes(l.Topics, l.Data))], null, [.. logs.Select(Read)]);
        }
        var data = call.ReturnData is [] ? call.Error?.Data ?? [] : call.ReturnData;
        var error = Known.Select(abi => abi.FindError(data)).FirstOrDefault(e => e is not null);
        return new([0, .. data], error is null ? new("Error", $"{call.Error?.Message} {Hex.Encode(data)}") : new(error.Name, error.Decode(data)));
    }

    public string Tell(Cast cast) => Refusal is not null ? $"refuses: {Text(Refusal.Name, Refusal.Arguments, cast)}"
        : Events is not null ? $"accepts: {string.Join(", ", Events.Select(e => Text(e.Name, e.Arguments, cast)))}"
        : Hex.Encode(Bytes);

    private static ModelEvent Read(Log log) =>
        Known[0].FindEvent(log) is { } known ? new(known.Name, known.Decode(log)) : new("?", log.Topics.Cast<object>().Append(log.Data).ToArray());

    private static byte[] LogBytes(IReadOnlyList<Bytes32> topics, byte[] data) => [(byte)topics.Count, .. topics.SelectMany(t => t.ToBytes()), .. data];

    private static string Text(string name, IEnumerable<object> arguments, Cast cast) =>
        name == "Error" ? $"\"{arguments.First()}\"" : $"{name}({string.Join(", ", arguments.Select(a => Text(a, cast)))})";

    private static string Text(object value, Cast cast) => value switch
    {
        Address address => cast.NameOf(address),
        Bytes32 word => word.ToString()[..10] + "…",
        byte[] bytes => Hex.Encode(bytes),
        string text => text,
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(v => Text(v, cast)))}]",
        _ => value.ToString() ?? "",
    };
}
