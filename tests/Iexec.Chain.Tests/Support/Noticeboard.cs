using System.Numerics;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Chain.Tests;

/// <summary>
/// A contract in hand-written code: a call's first word is posted as the topic of a log. A word may be posted once, and not be zero; else it
/// reverts with a reason.
/// </summary>
public static class Noticeboard
{
    public const string Reason = "taken or zero";

    /// <summary>The call that creates it.</summary>
    public static ContractCall Create { get; } = new(null, Hex.Decode(
        // copy the code that follows to memory and return it
        "6088600c60003960886000f3"
        // word = calldata[0]; if (word == 0 || storage[word] != 0) goto 0x17
        + "6000358015601757" + "8054601757"
        // storage[word] = 1; log1(word); stop
        + "6001815560006000a100"
        // 0x17: revert with the 100 bytes from 0x24
        + "5b606460246000396064" + "6000fd"
        + Convert.ToHexStringLower(AbiFunction.Parse("function Error(string)").EncodeCall(Reason))));

    public static ContractCall Post(Address board, int word) => new(board, Bytes32.FromInteger(new BigInteger(word)).ToBytes());
}
