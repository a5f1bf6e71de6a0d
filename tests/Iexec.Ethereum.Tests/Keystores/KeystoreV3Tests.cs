using System.Text;
using System.Text.Json.Nodes;

namespace Iexec.Ethereum.Tests.Keystores;

public sealed class KeystoreV3Tests
{
    private const string Known = "0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";
    private static readonly ScryptCost Cheap = new(16, 8, 1);

    [Theory]
    [InlineData("", "", 16, 1, 1, "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906")]
    [InlineData("password", "NaCl", 1024, 8, 16, "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640")]
    [InlineData("pleaseletmein", "SodiumChloride", 16384, 8, 1, "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887")]
    public void Scrypt_gives_the_keys_of_RFC_7914(string password, string salt, int n, int r, int p, string key) =>
        Assert.Equal(key, Convert.ToHexStringLower(Scrypt.Derive(Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes(salt), new(n, r, p), 64)));

    [Fact]
    public void Aes_in_counter_mode_gives_the_bytes_of_SP_800_38A()
    {
        var key = Hex.Decode("2b7e151628aed2a6abf7158809cf4f3c");
        var counter = Hex.Decode("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
        var plain = Hex.Decode("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
        const string Cipher = "0x874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff5ae4df3edbd5d35e5b4f09020db03eab1e031dda2fbe03d1792170a0f3009cee";
        Assert.Equal(Cipher, Hex.Encode(AesCtr.Apply(key, counter, plain)));
        Assert.Equal(Cipher[..41], Hex.Encode(AesCtr.Apply(key, counter, plain.AsSpan(0, 20)))[..41]);
    }

    [Fact]
    public void A_key_opens_with_its_password_only()
    {
        using var key = PrivateKey.Parse(Known);
        var json = KeystoreV3.Encrypt(key, "pässword", ScryptCost.Light);
        Assert.DoesNotContain(Known[2..], json, StringComparison.Ordinal);
        using var opened = KeystoreV3.Decrypt(json, "pässword");
        Assert.Equal(key.ExportBytes(), opened.ExportBytes());
        Assert.Throws<WrongPasswordException>(() => KeystoreV3.Decrypt(json, "password"));
        Assert.Throws<WrongPasswordException>(() => KeystoreV3.Decrypt(json, ""));
    }

    [Fact]
    public void A_changed_ciphertext_is_not_opened()
    {
        var json = Edit(j => j["crypto"]!["ciphertext"] = new string('0', 64));
        Assert.Throws<WrongPasswordException>(() => KeystoreV3.Decrypt(json, "p"));
    }

    [Theory]
    [InlineData("kdfparams.n", 3, "power of two")]
    [InlineData("kdfparams.n", -16, "power of two")]
    [InlineData("kdfparams.n", 1 << 30, "more work")]
    [InlineData("kdfparams.r", int.MaxValue, "more work")]
    [InlineData("kdfparams.p", int.MaxValue, "more work")]
    [InlineData("kdfparams.r", 0, "positive")]
    [InlineData("kdfparams.dklen", 1 << 30, "dklen")]
    public void Hostile_work_is_refused_at_once(string path, int value, string reason)
    {
        var json = Edit(j => Set(j["crypto"]!, path, value));
        Assert.Contains(reason, Assert.Throws<FormatException>(() => KeystoreV3.Decrypt(json, "p")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version", "2")]
    [InlineData("version", "\"3\"")]
    [InlineData("crypto.cipher", "\"aes-128-cbc\"")]
    [InlineData("crypto.kdf", "\"argon2\"")]
    [InlineData("crypto.kdf", "null")]
    [InlineData("crypto.mac", "\"zz\"")]
    [InlineData("crypto.cipherparams.iv", "\"00\"")]
    [InlineData("crypto.kdfparams.salt", "null")]
    [InlineData("crypto.kdfparams.n", "1e99")]
    [InlineData("crypto", "1")]
    [InlineData("address", "\"00000000000000000000000000000000000000ff\"")]
    public void What_is_no_keystore_is_refused(string path, string value)
    {
        var json = Edit(j => Set(j, path, JsonNode.Parse(value)));
        Assert.Throws<FormatException>(() => KeystoreV3.Decrypt(json, "p"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("not json")]
    public void Other_text_is_refused(string text) => Assert.Throws<FormatException>(() => KeystoreV3.Decrypt(text, "p"));

    [Fact]
    public void Hostile_iterations_of_pbkdf2_are_refused_at_once()
    {
        var json = Edit(j =>
        {
            Set(j, "crypto.kdf", "pbkdf2");
            Set(j, "crypto.kdfparams.prf", "hmac-sha256");
            Set(j, "crypto.kdfparams.c", int.MaxValue);
        });
        Assert.Contains("iterations", Assert.Throws<FormatException>(() => KeystoreV3.Decrypt(json, "p")).Message, StringComparison.Ordinal);
    }

    private static string Edit(Action<JsonNode> edit)
    {
        using var key = PrivateKey.Parse(Known);
        var json = JsonNode.Parse(KeystoreV3.Encrypt(key, "p", Cheap))!;
        edit(json);
        return json.ToJsonString();
    }

    private static void Set(JsonNode node, string path, JsonNode? value)
    {
        var names = path.Split('.');
        foreach (var name in names[..^1]) node = node[name]!;
        node[names[^1]] = value;
    }
}
