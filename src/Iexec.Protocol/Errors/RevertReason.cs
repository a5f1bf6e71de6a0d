using System.Collections;
using System.Numerics;
using System.Text;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>Turns what a reverted call returns into a sentence.</summary>
public static class RevertReason
{
    private static readonly Lazy<ContractAbi> Hub = new(() => ContractArtifact.Hub.Abi);

    /// <summary>The sentence.</summary>
    /// <param name="data">The revert data: a string, a panic, one of the hub's errors, or nothing.</param>
    public static string Explain(byte[] data)
    {
        if (data.Length < 4)
            return "the contract refused without saying why";
        if (Hub.Value.FindError(data) is not { } error || TryDecode(error, data) is not { } values)
            return $"the contract refused with the unknown error {Hex.Encode(data)}";
        return error == AbiError.Text ? MatchCodes.Explain((string)values[0])
            : error == AbiError.Panic ? $"the contract failed with panic 0x{(BigInteger)values[0]:x}"
            : Sentence(error, values);
    }

    // A hostile contract reverts with what it likes.
    private static object[]? TryDecode(AbiError error, byte[] data)
    {
        try
        {
            return error.Decode(data);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Sentence(AbiError error, object[] values)
    {
        var words = new StringBuilder();
        foreach (var c in error.Name)
            words.Append(char.IsUpper(c) && words.Length > 0 ? " " : "").Append(char.ToLowerInvariant(c));
        var named = error.Inputs.Zip(values, (input, value) => $"{input.Name} {Text(value)}");
        return values.Length == 0 ? words.ToString() : $"{words} ({string.Join(", ", named)})";
    }

    private static string Text(object value) => value switch
    {
        byte[] bytes => Hex.Encode(bytes),
        string text => text,
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Text))}]",
        _ => value.ToString() ?? "",
    };
}
