namespace Iexec.Ethereum;

/// <summary>The four bytes that say which function is called, or which error a call ended with.</summary>
internal static class AbiSelector
{
    public static byte[] Of(string signature) => Keccak256.HashText(signature).ToBytes()[..4];

    public static ReadOnlySpan<byte> Strip(byte[] selector, ReadOnlySpan<byte> data, string signature) => data.StartsWith(selector)
        ? data[selector.Length..]
        : throw new FormatException($"This data is not of {signature}: it starts with {Hex.Encode(data[..Math.Min(4, data.Length)])}, not {Hex.Encode(selector)}.");
}
