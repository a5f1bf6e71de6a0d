using System.Text;

namespace Iexec.Ethereum;

/// <summary>Messages as wallets sign them, so that they can never be a transaction (EIP-191, version E, <c>personal_sign</c>).</summary>
public static class PersonalMessage
{
    /// <summary>The hash that is signed: of a prefix, the message's length in decimal, and the message.</summary>
    public static Bytes32 Hash(ReadOnlySpan<byte> message) =>
        Keccak256.HashPacked(Encoding.ASCII.GetBytes($"\u0019Ethereum Signed Message:\n{message.Length}"), message.ToArray());
}
