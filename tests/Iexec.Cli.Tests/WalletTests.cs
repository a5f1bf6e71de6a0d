using System.Text.Json;
using Xunit;

namespace Iexec.Cli.Tests;

public sealed class WalletTests : IDisposable
{
    private const string Key = "0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";
    private const string Address = "0x2c7536E3605D9C16a7a3D7b1898e529396a65c23";
    private readonly UserFolder user = new();

    [Fact]
    public async Task An_imported_wallet_is_kept_encrypted_for_its_owner_only()
    {
        var (exit, output, _) = await user.RunAsync("secret", "wallet", "import", Key, "--raw");

        Assert.Equal(0, exit);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(Address, json.RootElement.GetProperty("walletAddress").GetString());
        var file = Assert.Single(Directory.GetFiles(user.Keystore));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.DoesNotContain(Key[2..], await File.ReadAllTextAsync(file), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_wrong_password_is_said_and_nothing_is_done()
    {
        await user.RunAsync("secret", "wallet", "import", Key);
        user.Write("chain.json", Chains);

        var (exit, _, error) = await user.RunAsync("wrong", "account", "deposit", "5", "RLC");

        Assert.Equal(1, exit);
        Assert.Contains($"the password of wallet {Address} is wrong", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_wallet_the_user_is_told_how_to_get_one()
    {
        user.Write("chain.json", Chains);
        Assert.Contains("iexec wallet create", await user.FailAsync("account", "show"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0x1234")]
    [InlineData("nonsense")]
    [InlineData("0x0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task What_is_no_private_key_is_refused(string key)
    {
        await user.FailAsync("wallet", "import", key);
        Assert.False(Directory.Exists(user.Keystore) && Directory.GetFiles(user.Keystore).Length > 0);
    }

    public void Dispose() => user.Dispose();

    internal const string Chains = """
        {"default":"dev","chains":{"dev":{"id":"65535","host":"http://127.0.0.1:1","hub":"0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0"}}}
        """;
}
