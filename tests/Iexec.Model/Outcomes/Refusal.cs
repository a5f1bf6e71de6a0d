using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>Why an operation is refused: an error of the contracts with its arguments.</summary>
/// <param name="Name">The error's name; <c>Error</c> for a text, <c>Panic</c> for an overflow.</param>
/// <param name="Arguments">Its arguments as the ABI takes them.</param>
public sealed record Refusal(string Name, params object[] Arguments)
{
    private static readonly Lazy<Dictionary<string, AbiError>> Errors = new(() =>
        new[] { "Hub", "AppRegistry" }.SelectMany(c => ContractArtifact.Load(c).Abi.Errors)
            .Append(AbiError.Text).Append(AbiError.Panic).DistinctBy(e => e.Name).ToDictionary(e => e.Name));

    /// <summary>What a call that is refused so returns.</summary>
    public byte[] Encode() => Errors.Value[Name].Encode(Arguments);

    /// <summary>The error as it is written in code: <c>UnknownDeal(0x…)</c>; of a text only the text.</summary>
    public override string ToString() => Name == "Error" ? (string)Arguments[0] : $"{Name}({string.Join(", ", Arguments)})";
}
