using System.CommandLine;
using System.Text;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Cli;

/// <summary><c>iexec dataset …</c></summary>
internal static class DatasetCommands
{
    public static Command Create()
    {
        var commands = new ResourceCommands(
            ResourceKind.Dataset,
            owner => new()
            {
                ["owner"] = owner.ToString(),
                ["name"] = "my-dataset",
                ["multiaddr"] = "https://example.org/my-dataset",
                ["checksum"] = "0x0000000000000000000000000000000000000000000000000000000000000000",
            },
            (client, section, ct) => client.Resources.DeployDatasetAsync(
                new(
                    Json.Text(section, "dataset", "name"),
                    Encoding.UTF8.GetBytes(Json.Text(section, "dataset", "multiaddr")),
                    Bytes32.Parse(Json.Text(section, "dataset", "checksum"))),
                ct),
            async (client, address, ct) =>
            {
                var (owner, dataset) = await client.Resources.DatasetAsync(address, ct);
                var multiaddr = Encoding.UTF8.GetString(dataset.Multiaddr);
                return (
                    owner,
                    new { datasetName = dataset.Name, datasetMultiaddr = multiaddr, datasetChecksum = dataset.Checksum },
                    [("name", dataset.Name), ("where", multiaddr), ("checksum", dataset.Checksum.ToString())]);
            });
        return CommandExtensions.Group("dataset", "datasets: data that apps use for a price", [.. commands.All()]);
    }
}
