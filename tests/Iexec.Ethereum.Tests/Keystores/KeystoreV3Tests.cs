using System.Text.Json.Nodes;

namespace Iexec.Ethereum.Tests.Keystores;

public sealed class KeystoreV3Tests
{
    private const string Known = "0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";
    private static readonly ScryptCost Cheap = new(16, 8, 1);

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
