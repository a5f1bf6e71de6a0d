using System.Diagnostics.CodeAnalysis;
using SimpleBase;

namespace Iexec.Results.Ipfs;

/// <summary>
/// An IPFS content identifier of version 0: the base58 text (<c>Qm…</c>) of a SHA-256 multihash. It names the root block of a file's DAG.
/// </summary>
public readonly record struct Cid : IParsable<Cid>
{
    private const int TextLength = 46;
    private static readonly byte[] _sha256 = [0x12, 32];
    private readonly string? _text;

    private Cid(string text) => _text = text;

    /// <summary>The identifier of a block.</summary>
    /// <param name="hash">The block's SHA-256.</param>
    public static Cid OfHash(ReadOnlySpan<byte> hash) => new(Base58.Bitcoin.Encode([.. _sha256, .. hash]));

    /// <summary>The 34 bytes of the multihash: function, length, hash.</summary>
    public byte[] ToMultihash() => Base58.Bitcoin.Decode(ToString());

    /// <inheritdoc/>
    /// <exception cref="FormatException">The text is no CID of version 0.</exception>
    public static Cid Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var cid) ? cid : throw new FormatException("Not a CID of version 0: expected 46 base58 characters starting with Qm.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Cid result)
    {
        result = default;
        Span<byte> multihash = stackalloc byte[64];
        if (s is not { Length: TextLength } || !Base58.Bitcoin.TryDecode(s, multihash, out var length)
            || length != 34 || !multihash.StartsWith(_sha256))
            return false;
        result = new Cid(s);
        return true;
    }

    /// <summary>The text, <c>Qm…</c>.</summary>
    public override string ToString() => _text ?? throw new InvalidOperationException("This CID was never set.");
}
