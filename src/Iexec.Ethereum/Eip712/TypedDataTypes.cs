using System.Collections;
using System.Text;

namespace Iexec.Ethereum;

/// <summary>The structs of typed data, and how their values are hashed (EIP-712).</summary>
public sealed class TypedDataTypes(IReadOnlyDictionary<string, IReadOnlyList<TypedField>> structs)
{
    /// <summary>The fields of each struct.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TypedField>> Structs { get; } = structs;

    /// <summary>A struct's declaration and, by name, those of the structs in it: <c>Mail(Person from,string text)Person(string name)</c>.</summary>
    /// <exception cref="FormatException">There is no such struct.</exception>
    public string EncodeType(string name)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        Collect(name, found);
        found.Remove(name);
        return string.Concat(found.Prepend(name).Select(s => $"{s}({string.Join(',', Fields(s).Select(f => $"{f.Type} {f.Name}"))})"));
    }

    /// <summary>The hash of a struct's declaration.</summary>
    public Bytes32 TypeHash(string name) => Keccak256.HashText(EncodeType(name));

    /// <summary>A struct's type hash, and a word for each of its fields.</summary>
    /// <exception cref="FormatException">A field is missing, or its value is not of its type.</exception>
    public byte[] EncodeData(string name, IReadOnlyDictionary<string, object?> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        using var output = new MemoryStream();
        output.Write(TypeHash(name).ToBytes());
        foreach (var field in Fields(name))
        {
            if (!value.TryGetValue(field.Name, out var content) || content is null)
                throw new FormatException($"The field '{field.Name}' of '{name}' is missing.");
            try
            {
                output.Write(EncodeValue(field.Type, content));
            }
            catch (Exception e) when (e is ArgumentException or FormatException)
            {
                throw new FormatException($"The field '{field.Name}' of '{name}': {e.Message}", e);
            }
        }
        return output.ToArray();
    }

    /// <summary>The hash of a struct's value.</summary>
    /// <exception cref="FormatException">A field is missing, or its value is not of its type.</exception>
    public Bytes32 HashStruct(string name, IReadOnlyDictionary<string, object?> value) => Keccak256.Hash(EncodeData(name, value));

    private byte[] EncodeValue(string type, object value)
    {
        if (type.EndsWith(']')) return EncodeArray(type, value);
        if (Structs.ContainsKey(type))
        {
            var fields = value as IReadOnlyDictionary<string, object?> ?? throw new FormatException($"expected the fields of '{type}'.");
            return HashStruct(type, fields).ToBytes();
        }
        var leaf = AbiType.Parse(type);
        var converted = TypedDataJson.Convert(leaf, value);
        return leaf.Kind switch
        {
            AbiKind.Text => Keccak256.Hash(Encoding.UTF8.GetBytes(AbiValue.As<string>(leaf, converted))).ToBytes(),
            AbiKind.Bytes => Keccak256.Hash(AbiValue.Bytes(leaf, converted)).ToBytes(),
            AbiKind.Tuple => throw new FormatException("a tuple must be named as a struct."),
            _ => AbiCodec.Encode([leaf], [converted]),
        };
    }

    private byte[] EncodeArray(string type, object value)
    {
        var bracket = type.LastIndexOf('[');
        if (bracket <= 0) throw new FormatException($"'{type}' is not a type.");
        var element = type[..bracket];
        var items = value is string or not IEnumerable ? throw new FormatException($"expected an array of type {type}.") : ((IEnumerable)value).Cast<object>().ToList();
        var length = type[(bracket + 1)..^1];
        if (length.Length > 0 && length != items.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))
            throw new FormatException($"{type} takes {length} values, {items.Count} were given.");
        return Keccak256.HashPacked(items.Select(item => EncodeValue(element, item)).ToArray()).ToBytes();
    }

    private IReadOnlyList<TypedField> Fields(string name) => Structs.TryGetValue(name, out var fields)
        ? fields
        : throw new FormatException($"Typed data has no struct named '{name}'.");

    private void Collect(string name, SortedSet<string> found)
    {
        if (!found.Add(name)) return;
        foreach (var field in Fields(name))
        {
            var element = field.Type.Split('[', 2)[0];
            if (Structs.ContainsKey(element)) Collect(element, found);
        }
    }
}
