using System.Numerics;
using Iexec.Ethereum;

namespace Iexec.Protocol.Tests;

/// <summary>What the compiled contracts can revert with.</summary>
internal static class ContractErrors
{
    /// <summary>Each error of each contract once.</summary>
    public static IReadOnlyList<AbiError> All { get; } =
    [
        .. typeof(ContractArtifact).Assembly.GetManifestResourceNames()
            .SelectMany(file => ContractArtifact.Load(Path.GetFileNameWithoutExtension(file)).Abi.Errors)
            .DistinctBy(e => e.Signature),
    ];

    public static AbiError Named(string name) => All.Single(e => e.Name == name);

    /// <summary>The error with the longest arguments there are, but for texts.</summary>
    public static byte[] WithGreatest(AbiError error) => error.Encode([.. error.Inputs.Select(i => Greatest(i.Type))]);

    private static object Greatest(AbiType type) => type.Kind switch
    {
        AbiKind.Address => Address.FromBytes(Bytes(Address.Length)),
        AbiKind.UnsignedInteger => (BigInteger.One << type.Size) - 1,
        AbiKind.FixedBytes => type.Size == 32 ? Bytes32.FromBytes(Bytes(32)) : Bytes(type.Size),
        AbiKind.Text => "text",
        _ => throw new NotSupportedException($"no argument of type {type} is made here yet"),
    };

    private static byte[] Bytes(int length) => [.. Enumerable.Repeat((byte)0xff, length)];
}
