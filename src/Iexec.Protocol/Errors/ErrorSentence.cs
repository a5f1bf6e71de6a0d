using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>What an error of a contract means.</summary>
/// <param name="Error">The error.</param>
/// <param name="Say">The sentence for its arguments.</param>
internal sealed record ErrorSentence(AbiError Error, Func<object[], string> Say)
{
    /// <summary>Takes the error as Solidity declares it.</summary>
    public ErrorSentence(string declaration, Func<object[], string> say)
        : this(AbiError.Parse(declaration), say)
    {
    }
}
