using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model.Tests;

/// <summary>
/// Plays scripts on the model, step by step. Deals are called by their request and first index (<c>r1:0</c>), tasks by deal and
/// index (<c>r1:0/0</c>), results by a word: names that mean the same whatever happened before.
/// </summary>
/// <param name="cast">Everyone and everything.</param>
public sealed partial class Play(Cast cast)
{
    /// <summary>When every script starts, in seconds since 1970.</summary>
    public const ulong Start = 2_000_000_000;

    private static readonly Dictionary<string, AbiFunction> Functions = ContractArtifact.Hub.Abi.Functions
        .Concat(ContractArtifact.Load("AppRegistry").Abi.Functions)
        .Concat(ContractArtifact.Load("Workerpool").Abi.Functions)
        .Concat(ContractArtifact.Load("RLC").Abi.Functions)
        .DistinctBy(f => f.Signature).SelectMany(f => new[] { (f.Name, f), (Name: f.Signature, f) })
        .DistinctBy(f => f.Name).ToDictionary(f => f.Name, f => f.f);

    public Cast Cast => cast;

    /// <summary>The model, as the steps so far left it.</summary>
    public HubModel Hub { get; } = cast.Start();

    /// <summary>The time of the next step.</summary>
    public ulong Now { get; private set; } = Start;

    /// <summary>Plays a whole script.</summary>
    public IReadOnlyList<Move> All(Script script) => [.. script.Steps.Select(Do).OfType<Move>()];

    /// <summary>Plays a step; null for one that only prepares something, or speaks of orders that there are not.</summary>
    /// <exception cref="FormatException">The step says something that cannot be understood.</exception>
    public Move? Do(Step step)
    {
        switch (step.Verb)
        {
            case "wait":
                Now += step.Number("seconds");
                return null;
            case "app" or "dataset" or "pool" or "request":
                Define(step);
                return null;
            default:
                return DoMoney(step) ?? DoAssets(step) ?? DoTask(step) ?? DoOrder(step);
        }
    }

    /// <summary>The call of a function of hub, registry or pool, by its name.</summary>
    public static byte[] Call(string function, params object[] arguments) => Functions[function].EncodeCall(arguments);

    /// <summary>The data a result's word stands for.</summary>
    public static byte[] ResultData(string word) => System.Text.Encoding.UTF8.GetBytes($"the result {word}");

    public static Bytes32 Digest(string word) => Keccak256.Hash(ResultData(word));

    private Address Sender(Step step) => cast[step["by"]];

    private Address Who(Step step, string name, string otherwise = "nobody") => cast[step.Get(name) ?? otherwise];

    private Move Move(Step step, Outcome outcome, string function, params object[] arguments) =>
        Move(step, outcome, cast.Hub, () => Call(function, arguments));

    private Move Move(Step step, Outcome outcome, Address to, Func<byte[]> encode)
    {
        var from = Sender(step);
        return new(step, Now, outcome, () => new(to, encode(), from));
    }
}
