using System.Text.Json;
using System.Text.Json.Nodes;
using Iexec.Client;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Cli;

/// <summary>Orders as <c>iexec.json</c> holds them, before they are signed.</summary>
internal static class OrderTemplates
{
    public static AppOrder App(Address app) =>
        new(app, Rlc.Zero, 1_000_000, Tag.None, Address.Zero, Address.Zero, Address.Zero, default);

    public static DatasetOrder Dataset(Address dataset) =>
        new(dataset, Rlc.Zero, 1_000_000, Tag.None, Address.Zero, Address.Zero, Address.Zero, default);

    public static WorkerpoolOrder Workerpool(Address pool) =>
        new(pool, Rlc.Zero, 1, Tag.None, 0, 0, Address.Zero, Address.Zero, Address.Zero, default);

    public static RequestOrder Request(Address app, Address requester) =>
        new(app, Rlc.Zero, Address.Zero, Rlc.Zero, Address.Zero, Rlc.Zero, requester, 1, Tag.None, 0, 0, requester, Address.Zero, "", default);

    /// <summary>What <c>order init</c> writes: without salt and signature.</summary>
    public static JsonObject ToSection(IOrder order)
    {
        var section = JsonSerializer.SerializeToNode(order, order.GetType(), ProtocolJson.Files)!.AsObject();
        section.Remove("salt");
        section.Remove("sign");
        return section;
    }

    /// <summary>Reads what the user made of it, with a new salt.</summary>
    /// <exception cref="UserException">A field is missing or malformed.</exception>
    public static T FromSection<T>(string name, JsonObject section) where T : IOrder
    {
        var order = section.DeepClone().AsObject();
        order["salt"] = Orders.NewSalt().ToString();
        if (order["tag"] is JsonArray names)
            order["tag"] = names.Count == 0 ? Tag.None.ToString() : string.Join(',', names.Select(n => TagName(name, n)));
        if (order["params"] is JsonObject parameters)
            order["params"] = parameters.ToJsonString(ProtocolJson.Api);
        return ProjectFolder.Parse<T>($"iexec.json: order.{name}", order);
    }

    private static string TagName(string order, JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var name)
            ? name
            : throw new UserException($"iexec.json: order.{order} is malformed: 'tag' must be a list of names, such as [\"gpu\"]");
}
