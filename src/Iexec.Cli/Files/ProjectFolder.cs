using System.Text.Json;
using System.Text.Json.Nodes;
using Iexec.Client;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Cli;

/// <summary>The files of a project: <c>iexec.json</c>, <c>chain.json</c>, <c>deployed.json</c>, <c>orders.json</c>.</summary>
internal sealed class ProjectFolder(string folder)
{
    private const string Project = "iexec.json";
    private const string Deployed = "deployed.json";
    private const string SignedOrders = "orders.json";

    // A name that stands twice is a slip of the hand: which of the two was meant?
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary><c>chain.json</c>.</summary>
    public ChainFile ReadChains() => Parse<ChainFile>(ChainFile.Name, Read(ChainFile.Name, "run 'iexec init' first"));

    /// <summary>A section of <c>iexec.json</c>.</summary>
    public JsonObject Section(string name, string advice) =>
        ReadProject()[name] as JsonObject ?? throw new UserException($"{Project} has no object '{name}': {advice}");

    /// <summary>Writes a section of <c>iexec.json</c>.</summary>
    public void SetSection(string name, JsonNode value)
    {
        var project = ReadProject();
        project[name] = value;
        Write(Project, project);
    }

    /// <summary>A section of an object in <c>iexec.json</c>, such as an order.</summary>
    public void SetSection(string outer, string name, JsonNode value)
    {
        var project = ReadProject();
        var section = project[outer] as JsonObject ?? [];
        section[name] = value;
        project[outer] = section;
        Write(Project, project);
    }

    /// <summary>Where a resource was deployed; null if it was not, from here.</summary>
    public Address? DeployedAddress(ResourceKind kind, string chainId) =>
        Inside(Deployed, ReadOptional(Deployed), Key(kind))[chainId] switch
        {
            null => null,
            JsonValue value when value.TryGetValue<string>(out var text) && Address.TryParse(text, out var address) => address,
            _ => throw new UserException($"{Deployed}: {Key(kind)} of chain {chainId} is no address"),
        };

    /// <summary>Notes where a resource was deployed.</summary>
    public void SetDeployed(ResourceKind kind, string chainId, Address address) =>
        SetNested(Deployed, Key(kind), chainId, address.ToString());

    /// <summary>A signed order.</summary>
    public T SignedOrder<T>(string chainId, string name) where T : IOrder =>
        Inside(SignedOrders, ReadOptional(SignedOrders), chainId)[name] is { } node
            ? Parse<T>(SignedOrders, node)
            : throw new UserException($"{SignedOrders} has no {name} for chain {chainId}: sign one with 'iexec order sign'");

    /// <summary>Notes a signed order.</summary>
    public void SetSignedOrder<T>(string chainId, string name, T order) =>
        SetNested(SignedOrders, chainId, name, JsonSerializer.SerializeToNode(order, ProtocolJson.Files));

    /// <summary>Refuses to replace files unless forced.</summary>
    public void Require(IEnumerable<string> names, bool force)
    {
        if (!force && names.FirstOrDefault(name => File.Exists(Path.Combine(folder, name))) is { } there)
            throw new UserException($"{there} is there already: replace it with --force");
    }

    /// <summary>Reads JSON into a type, with the file's name in the error.</summary>
    public static T Parse<T>(string file, JsonNode node)
    {
        try
        {
            return node.Deserialize<T>(ProtocolJson.Files)!;
        }
        catch (JsonException e)
        {
            throw new UserException($"{file} is malformed: {e.Message}", e);
        }
    }

    private JsonObject ReadProject() => Read(Project, "run 'iexec init' first");

    private JsonObject ReadOptional(string name) => File.Exists(Path.Combine(folder, name)) ? Read(name, "") : [];

    private JsonObject Read(string name, string advice)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            throw new UserException($"there is no {name} here: {advice}");
        try
        {
            return JsonNode.Parse(File.ReadAllText(path), documentOptions: Strict)?.AsObject() ?? throw new UserException($"{name} holds no JSON object");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UserException($"{name} is not JSON: {e.Message}", e);
        }
    }

    private void SetNested(string file, string outer, string inner, JsonNode? value)
    {
        var root = ReadOptional(file);
        var section = Inside(file, root, outer);
        section[inner] = value;
        root[outer] = section;
        Write(file, root);
    }

    private static JsonObject Inside(string file, JsonObject root, string name) => root[name] switch
    {
        null => [],
        JsonObject inside => inside,
        _ => throw new UserException($"{file}: '{name}' is no object"),
    };

    /// <summary>Writes a file, whole or not at all.</summary>
    public void Write(string name, JsonNode content)
    {
        var path = Path.Combine(folder, name);
        var partial = path + ".part";
        try
        {
            File.WriteAllText(partial, content.ToJsonString(ProtocolJson.Files) + "\n");
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static string Key(ResourceKind kind) => kind.ToString().ToLowerInvariant();
}
