using System.Numerics;

namespace Iexec.Protocol;

internal static class AbiRead
{
    public static ulong UInt64(object value) => (ulong)(BigInteger)value;

    public static Rlc Rlc(object value) => Protocol.Rlc.From((BigInteger)value);
}
