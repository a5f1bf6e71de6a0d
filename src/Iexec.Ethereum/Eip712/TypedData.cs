using System.Text.Json;

namespace Iexec.Ethereum;

/// <summary>A message of typed data to sign (EIP-712), of any structs. <see cref="Eip712Domain"/> is the fast path for known ones.</summary>
/// <param name="Types">The structs.</param>
/// <param name="PrimaryType">The struct that the message is.</param>
/// <param name="Domain">The fields of the domain.</param>
/// <param name="Message">The fields of the message: .NET values as for <see cref="AbiCodec"/> or text as in JSON, dictionaries for structs.</param>
public sealed record TypedData(
    TypedDataTypes Types,
    string PrimaryType,
    IReadOnlyDictionary<string, object?> Domain,
    IReadOnlyDictionary<string, object?> Message)
{
    private const string DomainType = "EIP712Domain";

    private static readonly TypedField[] DomainFields =
    [
        new("name", "string"), new("version", "string"), new("chainId", "uint256"),
        new("verifyingContract", "address"), new("salt", "bytes32"),
    ];

    /// <summary>Reads the JSON that <c>eth_signTypedData_v4</c> takes; where <c>types</c> lack the domain's, it follows from the domain's fields.</summary>
    /// <exception cref="FormatException">The JSON is not typed data.</exception>
    public static TypedData Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var types = root.GetProperty("types").EnumerateObject().ToDictionary(
                t => t.Name,
                t => (IReadOnlyList<TypedField>)[.. t.Value.EnumerateArray().Select(f => new TypedField(f.GetProperty("name").GetString()!, f.GetProperty("type").GetString()!))]);
            return new(new(types), root.GetProperty("primaryType").GetString()!, Fields(root, "domain"), Fields(root, "message"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new FormatException($"This is not typed data in JSON: {e.Message}", e);
        }
    }

    /// <summary>The hash of the domain.</summary>
    /// <exception cref="FormatException">A field is not of its type, or not one of a domain's.</exception>
    public Bytes32 DomainSeparator => DomainTypes().HashStruct(DomainType, Domain);

    /// <summary>The hash of the message.</summary>
    /// <exception cref="FormatException">A field is missing, or its value is not of its type.</exception>
    public Bytes32 StructHash => Types.HashStruct(PrimaryType, Message);

    /// <summary>What is signed.</summary>
    /// <exception cref="FormatException">A field is missing, or its value is not of its type.</exception>
    public Bytes32 Digest => PrimaryType == DomainType
        ? Keccak256.HashPacked([0x19, 0x01], DomainSeparator.ToBytes())
        : Eip712Domain.Digest(DomainSeparator, StructHash);

    private TypedDataTypes DomainTypes()
    {
        if (Types.Structs.ContainsKey(DomainType)) return Types;
        var present = DomainFields.Where(f => Domain.GetValueOrDefault(f.Name) is not null).ToArray();
        var unknown = Domain.Keys.Except(DomainFields.Select(f => f.Name)).FirstOrDefault();
        if (unknown is not null) throw new FormatException($"'{unknown}' is not a field of an EIP-712 domain.");
        return new(new Dictionary<string, IReadOnlyList<TypedField>> { [DomainType] = present });
    }

    private static Dictionary<string, object?> Fields(JsonElement root, string name) =>
        TypedDataJson.Read(root.GetProperty(name)) as Dictionary<string, object?> ?? throw new FormatException($"'{name}' of typed data is not an object.");
}
