using System.Security.Cryptography;

namespace Iexec.Ethereum;

/// <summary>The private key of an account. Its bytes stay in one place of the memory and are zeroed on <see cref="Dispose"/>.</summary>
public sealed class PrivateKey : IDisposable
{
    /// <summary>Its length in bytes.</summary>
    public const int Length = 32;

    private readonly byte[] _key = GC.AllocateArray<byte>(Length, pinned: true);
    private readonly byte[] _publicKey = new byte[65];
    private bool _isDisposed;

    private PrivateKey(ReadOnlySpan<byte> key)
    {
        key.CopyTo(_key);
        Secp256k1.PublicKey(_key, _publicKey);
        Address = Address.FromPublicKey(_publicKey);
    }

    /// <summary>The key's account.</summary>
    public Address Address { get; }

    /// <summary>The uncompressed public key: 4, X, Y.</summary>
    public ReadOnlySpan<byte> PublicKey => _publicKey;

    /// <summary>A new key from the system's random numbers.</summary>
    public static PrivateKey Create()
    {
        Span<byte> key = stackalloc byte[Length];
        try
        {
            do RandomNumberGenerator.Fill(key);
            while (!Secp256k1.IsPrivateKey(key));
            return new PrivateKey(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Takes 32 bytes.</summary>
    /// <exception cref="FormatException">The length differs, or the number is zero or not below the order of the curve.</exception>
    public static PrivateKey FromBytes(ReadOnlySpan<byte> key)
    {
        if (key.Length != Length) throw new FormatException($"A private key has 32 bytes, found {key.Length}.");
        if (!Secp256k1.IsPrivateKey(key))
            throw new FormatException("These 32 bytes are not a private key: they must be between 1 and the order of secp256k1.");
        return new PrivateKey(key);
    }

    /// <summary>Reads 64 hexadecimal digits, with or without <c>0x</c>.</summary>
    /// <exception cref="FormatException">The text is not a private key; the message does not repeat it.</exception>
    public static PrivateKey Parse(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        Span<byte> key = stackalloc byte[Length];
        try
        {
            return Hex.TryDecode(Hex.Digits(hex), key)
                ? FromBytes(key)
                : throw new FormatException("This is not a private key: expected 0x and 64 hexadecimal digits.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Signs a hash; the same hash always gives the same signature (RFC 6979).</summary>
    public Signature Sign(Bytes32 hash)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Span<byte> message = stackalloc byte[32];
        Span<byte> signature = stackalloc byte[64];
        hash.CopyTo(message);
        var recoveryId = Secp256k1.Sign(_key, message, signature);
        return new(Bytes32.FromBytes(signature[..32]), Bytes32.FromBytes(signature[32..]), (byte)(27 + recoveryId));
    }

    /// <summary>Signs a message as wallets do (<see cref="PersonalMessage"/>).</summary>
    public Signature SignMessage(ReadOnlySpan<byte> message) => Sign(PersonalMessage.Hash(message));

    /// <summary>A copy of the key's 32 bytes, for the caller to zero.</summary>
    public byte[] ExportBytes()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return [.. _key];
    }

    /// <summary>The account's address: a key never shows itself.</summary>
    public override string ToString() => $"key of {Address}";

    /// <summary>Zeroes the key.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_key);
        _isDisposed = true;
    }
}
