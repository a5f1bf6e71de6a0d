using System.Numerics;

namespace Iexec.Ethereum;

/// <summary>What a typed signature is for, so that it is worth nothing anywhere else (EIP-712).</summary>
/// <param name="Name">The name of the protocol.</param>
/// <param name="Version">Its version.</param>
/// <param name="ChainId">The chain.</param>
/// <param name="VerifyingContract">The contract that checks signatures; null where none does, and then it is no part of the domain.</param>
public sealed record Eip712Domain(string Name, string Version, BigInteger ChainId, Address? VerifyingContract = null)
{
    private static readonly Bytes32 WithContract = Keccak256.HashText("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    private static readonly Bytes32 WithoutContract = Keccak256.HashText("EIP712Domain(string name,string version,uint256 chainId)");

    /// <summary>The hash of the domain.</summary>
    public Bytes32 Separator => VerifyingContract is { } contract
        ? Keccak256.HashPacked(
            WithContract, Keccak256.HashText(Name), Keccak256.HashText(Version), Bytes32.FromInteger(ChainId), contract.ToWord())
        : Keccak256.HashPacked(
            WithoutContract, Keccak256.HashText(Name), Keccak256.HashText(Version), Bytes32.FromInteger(ChainId));

    /// <summary>What is signed: the hash of <c>0x1901</c>, the domain and a struct's hash.</summary>
    public Bytes32 Digest(Bytes32 structHash) => Digest(Separator, structHash);

    internal static Bytes32 Digest(Bytes32 separator, Bytes32 structHash)
    {
        Span<byte> preimage = stackalloc byte[2 + 2 * Bytes32.Length];
        preimage[0] = 0x19;
        preimage[1] = 0x01;
        separator.CopyTo(preimage[2..]);
        structHash.CopyTo(preimage[34..]);
        return Keccak256.Hash(preimage);
    }
}
