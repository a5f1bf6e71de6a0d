using System.Text.Json;
using System.Text.Json.Nodes;
using Iexec.Ethereum;
using Iexec.Protocol;
using Xunit;

namespace Iexec.Devnet.Tests.Network;

/// <summary>The command line at the running network: what it says when something is wrong.</summary>
[Collection(NetworkCollection.Name)]
[Trait("Category", "Integration")]
public sealed class CommandLineTests(NetworkFixture network) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("iexec-cli-").FullName;

    private IexecProgram Iexec => new(folder, network.Folder);

    [Fact]
    public async Task A_wrong_password_opens_no_wallet_and_spends_nothing()
    {
        network.SkipIfMissing();
        var requester = await network.RequesterAsync();
        await ImportAsync(requester.Client.Key, "right");
        var before = await network.BalancesAsync();
        var wrong = $"the password of wallet {requester.Address} is wrong";

        var shown = await Iexec.RunAsync("wallet", "show", "--show-private-key", "--password", "wrong");
        var deposited = await Iexec.RunAsync("account", "deposit", "1", "RLC", "--password", "wrong", "--raw");
        var right = await Iexec.RunAsync("wallet", "show", "--show-private-key", "--password", "right", "--raw");

        AssertFailed(shown, wrong);
        Assert.Equal(wrong, JsonDocument.Parse(AssertFailed(deposited, wrong)).RootElement.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal((0, ""), (right.ExitCode, right.Stderr));
        Assert.Equal(requester.Address.ToString(), JsonDocument.Parse(right.Stdout).RootElement.GetProperty("wallet").GetProperty("address").GetString());
        (await network.BalancesAsync()).AssertSameAs(before);
    }

    [Fact]
    public async Task A_malformed_order_is_not_signed()
    {
        network.SkipIfMissing();
        await ImportAsync(network.AppOwner.Client.Key, "");
        const string malformed = "iexec.json: order.apporder is malformed: ";

        await AssertNotSignedAsync(order => order["app"] = "0x12", malformed);
        await AssertNotSignedAsync(order => order["appprice"] = "a lot", "'a lot' is not an amount");
        await AssertNotSignedAsync(order => order["volume"] = -1, malformed);
        await AssertNotSignedAsync(order => order["tag"] = new JsonArray(1), malformed);
        await AssertNotSignedAsync(order => order.ReplaceWith("words"), malformed);
    }

    [Fact]
    public async Task A_run_that_failed_is_told_as_such_with_its_logs()
    {
        network.SkipIfMissing();
        var requester = await network.RequesterAsync();
        await ImportAsync(requester.Client.Key, "");

        var run = await Iexec.RunAsync(
            "app", "run", network.App.ToString(), "--args", "exit 5", "--workerpool", network.Info.Workerpool.ToString(), "--watch", "--force", "--raw", "--password", "");
        Assert.Equal((0, ""), (run.ExitCode, run.Stderr));
        var told = JsonDocument.Parse(run.Stdout).RootElement;
        Assert.Contains("app failed: The app ended with exit code 5.", told.GetProperty("reason").GetString(), StringComparison.Ordinal);

        var task = told.GetProperty("tasks")[0].GetString()!;
        var shown = await Iexec.RunAsync("task", "show", task, "--logs", "--password", "");
        Assert.Equal((0, ""), (shown.ExitCode, shown.Stderr));
        Assert.Contains("app failed: The app ended with exit code 5.", Unwrapped(shown.Stdout), StringComparison.Ordinal);
        Assert.Contains("failing on purpose", shown.Stdout, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task AssertNotSignedAsync(Action<JsonObject> spoil, string sentence)
    {
        var file = Path.Combine(folder, "iexec.json");
        var project = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        var order = JsonSerializer.SerializeToNode(NetworkFixture.AppOrderOf(network.App), ProtocolJson.Files)!.AsObject();
        project["order"]!["apporder"] = order;
        spoil(order);
        await File.WriteAllTextAsync(file, project.ToJsonString());

        AssertFailed(await Iexec.RunAsync("order", "sign", "--app", "--password", ""), sentence);
        Assert.False(File.Exists(Path.Combine(folder, "orders.json")));
    }

    private async Task ImportAsync(PrivateKey key, string password)
    {
        var init = await Iexec.RunAsync("init", "--skip-wallet");
        Assert.True(init.ExitCode == 0, init.Stderr);
        var imported = await Iexec.RunAsync("wallet", "import", Hex.Encode(key.ExportBytes()), "--password", password);
        Assert.True(imported.ExitCode == 0, imported.Stderr);
    }

    // A terminal breaks long lines.
    private static string Unwrapped(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string AssertFailed(IexecProgram.Run run, string sentence)
    {
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(sentence, Unwrapped(run.Stderr), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Stderr, StringComparison.Ordinal);
        return run.Stderr;
    }
}
