using Iexec.Ethereum;
using Iexec.Runtime;

namespace Iexec.Protocol;

/// <summary>Turns what a reverted call returns into a sentence.</summary>
public static class RevertReason
{
    /// <summary>The most characters of a sentence: contracts of strangers can revert with megabytes.</summary>
    public const int MaxLength = 600;

    private const string Silent = "the contract refused without saying why";

    private static readonly ErrorSentence[] Known =
    [
        new(AbiError.Text, v => v[0] is "" ? Silent : RevertTexts.Explain((string)v[0])),
        new(AbiError.Panic, v => Panics.Explain(v[0])),
        .. HubErrors.All,
        .. TaskErrors.All,
        .. RegistryErrors.All,
    ];

    /// <summary>The sentence: what is wrong and, where it helps, what to do. In printable characters, <see cref="MaxLength"/> at most.</summary>
    /// <param name="data">The revert data: a string, a panic, an error of hub, registries or token, anything else, or nothing.</param>
    public static string Explain(byte[] data) => PrintableText.Of(Sentence(data), MaxLength);

    private static string Sentence(byte[] data)
    {
        if (data.Length < 4)
            return Silent;
        try
        {
            if (Known.FirstOrDefault(e => e.Error.Matches(data)) is { } known)
                return known.Say(known.Error.Decode(data));
        }
        catch (FormatException)
        {
            // A hostile contract reverts with what it likes: the selector of an error, and no arguments of it.
        }
        return $"the contract refused with the unknown error {Hex.Encode(data.AsSpan(0, Math.Min(data.Length, MaxLength)))}";
    }
}
