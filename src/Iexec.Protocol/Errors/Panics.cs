using System.Numerics;

namespace Iexec.Protocol;

/// <summary>The meaning of the codes of Solidity's <c>Panic(uint256)</c>.</summary>
internal static class Panics
{
    public static string Explain(object code) => $"the contract failed: {Meaning((BigInteger)code)} (panic 0x{code:x2})";

    private static string Meaning(BigInteger code) => code <= byte.MaxValue
        ? (int)code switch
        {
            0x01 => "what it takes for granted does not hold",
            0x11 => "a number became negative, or too large",
            0x12 => "it divided by zero",
            0x21 => "a number is none of the choices there are",
            0x22 => "its storage is damaged",
            0x31 => "it took from an empty list",
            0x32 => "a list is shorter than the position asked for",
            0x41 => "it needs too much memory",
            0x51 => "it called a function that is not set",
            _ => "it does not say why",
        }
        : "it does not say why";
}
