using Xunit;

namespace Iexec.Cli.Tests;

public sealed class ProjectTests : IDisposable
{
    private const string Key = "0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";
    private readonly UserFolder user = new();

    [Fact]
    public async Task Outside_a_project_the_user_is_told_to_begin_one() =>
        Assert.Contains("there is no chain.json here: run 'iexec init' first", await user.FailAsync("order", "sign", "--app"), StringComparison.Ordinal);

    [Theory]
    [InlineData("not json", "chain.json is not JSON")]
    [InlineData("""{"default":"dev","chains":{}}""", "chain.json has no chain 'dev'")]
    [InlineData("""{"default":"dev","chains":{"dev":{"id":"1"}}}""", "chain.json is malformed")]
    [InlineData("""{"default":"dev","chains":{"dev":{"id":"one","host":"http://127.0.0.1:1","hub":"0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0"}}}""", "is no number")]
    public async Task A_broken_chain_file_is_named(string text, string expected)
    {
        await user.RunAsync("secret", "wallet", "import", Key);
        user.Write("chain.json", text);
        Assert.Contains(expected, await user.FailAsync("account", "show"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"appprice\": \"-1\"", "'-1' is not an amount")]
    [InlineData("\"appprice\": \"0.0000000001 RLC\"", "finer than 1 nRLC")]
    [InlineData("\"app\": \"0x12\"", "iexec.json: order.apporder is malformed")]
    [InlineData("\"tag\": [\"quantum\"]", "'quantum' is no tag")]
    [InlineData("\"volume\": \"many\"", "iexec.json: order.apporder is malformed")]
    public async Task A_malformed_order_is_not_signed(string field, string expected)
    {
        await user.RunAsync("secret", "wallet", "import", Key);
        user.Write("chain.json", WalletTests.Chains);
        user.Write("iexec.json", "{}");
        await user.RunAsync("secret", "order", "init", "--app");
        var path = Path.Combine(user.Project, "iexec.json");
        var name = field[..field.IndexOf(':', StringComparison.Ordinal)];
        var lines = (await File.ReadAllLinesAsync(path)).Select(l => l.TrimStart().StartsWith(name + ":", StringComparison.Ordinal) ? field + "," : l);
        await File.WriteAllLinesAsync(path, lines);

        Assert.Contains(expected, await user.FailAsync("order", "sign", "--app"), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(user.Project, "orders.json")));
    }

    [Fact]
    public async Task A_signed_order_stands_in_the_orders_file()
    {
        await user.RunAsync("secret", "wallet", "import", Key);
        user.Write("chain.json", WalletTests.Chains);
        user.Write("iexec.json", "{}");
        await user.RunAsync("secret", "order", "init", "--app");

        var (exit, output, _) = await user.RunAsync("secret", "order", "sign", "--app", "--raw");

        Assert.Equal(0, exit);
        Assert.Contains("\"orderHash\":\"0x", output, StringComparison.Ordinal);
        Assert.Contains("\"sign\": \"0x", await File.ReadAllTextAsync(Path.Combine(user.Project, "orders.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_that_does_not_answer_is_said()
    {
        await user.RunAsync("secret", "wallet", "import", Key);
        user.Write("chain.json", WalletTests.Chains);
        Assert.Contains("can not be reached", await user.FailAsync("account", "show"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("wallet", "destroy")]
    [InlineData("account", "deposit")]
    public async Task What_is_no_command_fails(params string[] args) => Assert.NotEmpty(await user.FailAsync(args));

    public void Dispose() => user.Dispose();
}
