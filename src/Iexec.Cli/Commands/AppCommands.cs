using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Iexec.Client;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Cli;

/// <summary><c>iexec app …</c></summary>
internal static class AppCommands
{
    public static Command Create()
    {
        var commands = new ResourceCommands(
            ResourceKind.App,
            owner => new()
            {
                ["owner"] = owner.ToString(),
                ["name"] = "my-app",
                ["type"] = "DOCKER",
                ["multiaddr"] = "registry.example/namespace/my-app:1.0.0",
                ["checksum"] = "0x0000000000000000000000000000000000000000000000000000000000000000",
            },
            (client, section, ct) => client.Resources.DeployAppAsync(Read(section), ct),
            async (client, address, ct) =>
            {
                var (owner, app) = await client.Resources.AppAsync(address, ct);
                return (
                    owner,
                    new { appName = app.Name, appType = app.Type, appMultiaddr = app.Image, appChecksum = app.Checksum, appMREnclave = app.MrEnclave },
                    [("name", app.Name), ("type", app.Type), ("image", app.Image), ("checksum", app.Checksum.ToString())]);
            });
        return CommandExtensions.Group("app", "apps: container images that run for a price", [.. commands.All(), AppRunCommand.Create()]);
    }

    private static AppInfo Read(JsonObject section)
    {
        var app = new AppInfo(
            Json.Text(section, "app", "name"),
            Json.Text(section, "app", "type"),
            Encoding.UTF8.GetBytes(Json.Text(section, "app", "multiaddr")),
            Bytes32.Parse(Json.Text(section, "app", "checksum")),
            section["mrenclave"] is { } enclave ? Encoding.UTF8.GetBytes(enclave.ToJsonString()) : []);
        if (app.Checksum == default)
            throw new UserException("iexec.json: set the app's checksum to the sha256 digest of its image ('docker images --digests' shows it)");
        return app;
    }
}
