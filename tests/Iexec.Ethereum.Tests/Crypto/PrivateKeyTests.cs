using System.Text;

namespace Iexec.Ethereum.Tests.Crypto;

public sealed class PrivateKeyTests
{
    private const string Known = "0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";

    [Fact]
    public void Personal_messages_have_the_known_hash_and_signature()
    {
        using var key = PrivateKey.Parse(Known);
        var message = Encoding.UTF8.GetBytes("Some data");
        Assert.Equal("0x1da44b586eb0729ff70a73c326926f6ed5a25f5b056e7f47fbc6e58d86871655", PersonalMessage.Hash(message).ToString());
        var signature = key.SignMessage(message);
        Assert.Equal("0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c", signature.ToString());
        Assert.Equal(key.Address, signature.RecoverMessage(message));
    }

    [Fact]
    public void New_keys_differ_and_survive_export()
    {
        using PrivateKey a = PrivateKey.Create(), b = PrivateKey.Create();
        Assert.NotEqual(a.Address, b.Address);
        using var copy = PrivateKey.FromBytes(a.ExportBytes());
        Assert.Equal(a.Address, copy.Address);
        Assert.Equal(a.Address, Address.FromPublicKey(a.PublicKey));
    }

    [Fact]
    public void A_disposed_key_is_unusable_and_gone_from_memory()
    {
        var key = PrivateKey.Parse(Known);
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Sign(Bytes32.Zero));
        Assert.Throws<ObjectDisposedException>(() => key.ExportBytes());
        var bytes = (byte[])typeof(PrivateKey).GetField("_key", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(key)!;
        Assert.All(bytes, b => Assert.Equal(0, b));
    }

    [Theory]
    [InlineData("0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f36231")]
    [InlineData("0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f36231z")]
    [InlineData("0x0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")]
    public void What_is_no_key_is_refused_without_being_shown(string text)
    {
        var message = Assert.Throws<FormatException>(() => PrivateKey.Parse(text)).Message;
        Assert.DoesNotContain(text[2..20], message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_does_not_show_itself()
    {
        using var key = PrivateKey.Parse(Known);
        Assert.DoesNotContain(Known[2..20], key.ToString(), StringComparison.Ordinal);
    }
}
