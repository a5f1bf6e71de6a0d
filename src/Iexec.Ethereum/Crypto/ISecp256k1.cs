namespace Iexec.Ethereum;

/// <summary>ECDSA on the curve secp256k1, with the recovery of public keys (SEC 1, section 4.1).</summary>
/// <remarks>
/// Keys and hashes have 32 bytes, public keys 65 (4, X, Y), signatures 64 (R, S). Nonces follow RFC 6979, so every
/// implementation makes the same signature. S is always at most half the order, and a larger one is refused.
/// </remarks>
public interface ISecp256k1
{
    /// <summary>Whether 32 bytes are a private key: neither zero, nor the order of the curve or more.</summary>
    bool IsPrivateKey(ReadOnlySpan<byte> key);

    /// <summary>Writes the public key of a valid private key.</summary>
    void PublicKey(ReadOnlySpan<byte> key, Span<byte> publicKey);

    /// <summary>Signs a hash with a valid private key, and returns the recovery id: 0 to 3.</summary>
    int Sign(ReadOnlySpan<byte> key, ReadOnlySpan<byte> hash, Span<byte> signature);

    /// <summary>Writes the public key that made a signature; answers false where there is none.</summary>
    bool TryRecover(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, int recoveryId, Span<byte> publicKey);

    /// <summary>Whether a public key's owner made this signature of this hash.</summary>
    bool Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey);
}
