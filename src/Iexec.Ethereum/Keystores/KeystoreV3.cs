using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace Iexec.Ethereum;

/// <summary>Private keys in files protected by a password: Web3 Secret Storage, version 3.</summary>
public static class KeystoreV3
{
    private const int DerivedLength = 32;
    private const int MaximumIterations = 10_000_000;

    /// <summary>Encrypts a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="password">Its UTF-8 bytes protect the key.</param>
    /// <param name="cost">The work of trying a password; <see cref="ScryptCost.Standard"/> by default.</param>
    /// <returns>The JSON text of the file.</returns>
    public static string Encrypt(PrivateKey key, string password, ScryptCost? cost = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        cost ??= ScryptCost.Standard;
        var salt = RandomNumberGenerator.GetBytes(32);
        var iv = RandomNumberGenerator.GetBytes(16);
        var derived = Scrypt(Encoding.UTF8.GetBytes(password), salt, cost);
        var secret = key.ExportBytes();
        var ciphertext = AesCtr(derived, iv, secret);
        var mac = Mac(derived, ciphertext);
        CryptographicOperations.ZeroMemory(secret);
        CryptographicOperations.ZeroMemory(derived);
        return new JsonObject
        {
            ["address"] = key.Address.ToString()[2..].ToLowerInvariant(),
            ["id"] = Guid.NewGuid().ToString(),
            ["version"] = 3,
            ["crypto"] = new JsonObject
            {
                ["cipher"] = "aes-128-ctr",
                ["cipherparams"] = new JsonObject { ["iv"] = Convert.ToHexStringLower(iv) },
                ["ciphertext"] = Convert.ToHexStringLower(ciphertext),
                ["kdf"] = "scrypt",
                ["kdfparams"] = new JsonObject
                {
                    ["dklen"] = DerivedLength,
                    ["n"] = cost.N,
                    ["r"] = cost.R,
                    ["p"] = cost.P,
                    ["salt"] = Convert.ToHexStringLower(salt),
                },
                ["mac"] = mac.ToString()[2..],
            },
        }.ToJsonString();
    }

    /// <summary>Decrypts a key.</summary>
    /// <exception cref="WrongPasswordException">The password is not the one it was encrypted with.</exception>
    /// <exception cref="FormatException">The text is not a keystore of version 3, is damaged, or asks for excessive work.</exception>
    public static PrivateKey Decrypt(string json, string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        try
        {
            using var document = JsonDocument.Parse(json);
            return Decrypt(document.RootElement, Encoding.UTF8.GetBytes(password));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new FormatException($"This is not a V3 keystore: {e.Message}", e);
        }
    }

    /// <summary>Whether a text is a keystore of version 3, and the account that it says is in it: some tools leave that out.</summary>
    internal static bool TryReadAddress(string json, out Address? address)
    {
        address = null;
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("version", out var version) || !version.TryGetInt32(out var number)
                || number != 3 || !(root.TryGetProperty("crypto", out _) || root.TryGetProperty("Crypto", out _)))
                return false;
            if (root.TryGetProperty("address", out var text) && text.ValueKind == JsonValueKind.String
                && Address.TryParse(text.GetString(), out var said))
                address = said;
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static PrivateKey Decrypt(JsonElement root, byte[] password)
    {
        var version = root.GetProperty("version").GetInt32();
        if (version != 3) throw new FormatException($"This keystore is of version {version}; only 3 can be read.");
        var crypto = root.TryGetProperty("crypto", out var lower) ? lower : root.GetProperty("Crypto");
        var cipher = crypto.GetProperty("cipher").GetString();
        if (cipher != "aes-128-ctr") throw new FormatException($"This keystore uses the cipher '{cipher}'; only aes-128-ctr can be read.");
        var iv = Bytes(crypto.GetProperty("cipherparams"), "iv");
        if (iv.Length != 16) throw new FormatException($"The iv of a keystore has 16 bytes, found {iv.Length}.");
        var ciphertext = Bytes(crypto, "ciphertext");
        var expectedMac = Bytes(crypto, "mac");

        var derived = DeriveKey(crypto, password);
        try
        {
            if (!CryptographicOperations.FixedTimeEquals(Mac(derived, ciphertext).ToBytes(), expectedMac)) throw new WrongPasswordException();
            var secret = AesCtr(derived, iv, ciphertext);
            try
            {
                return CheckAddress(root, PrivateKey.FromBytes(secret));
            }
            finally
            {
                CryptographicOperations.ZeroMemory(secret);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
        }
    }

    private static byte[] DeriveKey(JsonElement crypto, byte[] password)
    {
        var parameters = crypto.GetProperty("kdfparams");
        var salt = Bytes(parameters, "salt");
        if (parameters.GetProperty("dklen").GetInt32() != DerivedLength) throw new FormatException("The dklen of a keystore must be 32.");
        switch (crypto.GetProperty("kdf").GetString())
        {
            case "scrypt":
                return Scrypt(password, salt, new(Int(parameters, "n"), Int(parameters, "r"), Int(parameters, "p")));
            case "pbkdf2":
                var function = parameters.GetProperty("prf").GetString();
                if (function != "hmac-sha256") throw new FormatException($"This keystore uses '{function}'; only hmac-sha256 can be read.");
                var iterations = Int(parameters, "c");
                if (iterations is < 1 or > MaximumIterations)
                    throw new FormatException($"This keystore asks for {iterations} iterations; 1 to {MaximumIterations} are allowed.");
                return Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, DerivedLength);
            case var other:
                throw new FormatException($"This keystore derives its key with '{other}'; only scrypt and pbkdf2 can be read.");
        }
    }

    private static PrivateKey CheckAddress(JsonElement root, PrivateKey key)
    {
        if (!root.TryGetProperty("address", out var address) || address.ValueKind == JsonValueKind.Null || Address.Parse(address.GetString()!) == key.Address) return key;
        var actual = key.Address;
        key.Dispose();
        throw new FormatException($"This keystore says that its account is {address.GetString()}, but its key is of {actual}.");
    }

    private static byte[] Scrypt(byte[] password, byte[] salt, ScryptCost cost)
    {
        cost.Check();
        return SCrypt.Generate(password, salt, cost.N, cost.R, cost.P, DerivedLength);
    }

    private static byte[] AesCtr(byte[] derived, byte[] iv, byte[] data)
    {
        var cipher = CipherUtilities.GetCipher("AES/CTR/NoPadding");
        cipher.Init(true, new ParametersWithIV(new KeyParameter(derived, 0, 16), iv));
        return cipher.DoFinal(data);
    }

    private static Bytes32 Mac(byte[] derived, byte[] ciphertext) => Keccak256.HashPacked(derived[16..], ciphertext);

    private static byte[] Bytes(JsonElement parent, string name) => Hex.Decode(parent.GetProperty(name).GetString()!);

    private static int Int(JsonElement parent, string name) => parent.GetProperty(name).GetInt32();
}
