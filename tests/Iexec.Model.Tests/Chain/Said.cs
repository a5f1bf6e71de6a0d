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

    public static Said By(Move move)
    {
        if (move.Outcome.Refusal is { } refusal)
            return new([0, .. refusal.Encode()], refusal);
        var events = move.Outcome.Events;
        byte[] logs = [.. events.SelectMany(e => LogBytes(e.Topics(), e.Data()))];
        return move.Callback is { } callback
            ? new([1, .. logs, .. LogBytes([], callback)], null, [.. events, CalledBack(callback)])
            : new([1, .. logs], null, events);
    }

    /// <summary>The chain's answer; of its logs those of the hub count, and of the cast's receiver of results.</summary>
    public static Said By(SimulatedCall call, Cast cast)
    {
        if (call.Status == 1)
        {
            var logs = call.Logs.Where(l => l.Address == cast.Hub || l.Address == cast["receiver"]).ToList();
            return new([1, .. logs.SelectMany(l => LogBytes(l.Topics, l.Data))], null, [.. logs.Select(Read)]);
        }
        var data = call.ReturnData is [] ? call.Error?.Data ?? [] : call.ReturnData;
        var error = Known.Select(abi => abi.FindError(data)).FirstOrDefault(e => e is not null);
        return new([0, .. data], error is null ? new("Error", $"{call.Error?.Message} {Hex.Encode(data)}") : new(error.Name, error.Decode(data)));
    }

    public string Tell(Cast cast) => Refusal is not null ? $"refuses: {Text(Refusal.Name, Refusal.Arguments, cast)}"
        : Events is not null ? $"accepts: {string.Join(", ", Events.Select(e => Text(e.Name, e.Arguments, cast)))}"
        : Hex.Encode(Bytes);

    private static ModelEvent Read(Log log) => log.Topics is [] ? CalledBack(log.Data)
        : Known[0].FindEvent(log) is { } known ? new(known.Name, known.Decode(log))
        : new("?", [.. log.Topics, log.Data]);

    private static ModelEvent CalledBack(byte[] data) => new("receiver called with", data);

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
