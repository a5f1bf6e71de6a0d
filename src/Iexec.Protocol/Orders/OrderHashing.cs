using System.Collections.Concurrent;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>EIP-712 hashes and signatures of orders.</summary>
public static class OrderHashing
{
    private static readonly ConcurrentDictionary<string, (Bytes32 TypeHash, AbiType[] Types)> Known = new();

    /// <summary>The order's identity under a hub's domain.</summary>
    public static OrderHash Hash(this IOrder order, Eip712Domain domain) => new(domain.Digest(order.StructHash()));

    /// <summary>The digest that an owner signs to have someone else presign or close the order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="operation">Sign (0) or close (1).</param>
    /// <param name="domain">The hub's domain.</param>
    public static Bytes32 OperationDigest(this IOrder order, OrderOperation operation, Eip712Domain domain)
    {
        var encodedType = $"{order.Kind}OrderOperation({order.Kind}Order order,uint256 operation){EncodedTypeOf(order.Kind)}";
        var typeHash = Keccak256.HashText(encodedType);
        return domain.Digest(Keccak256.Hash(
            [.. typeHash.ToBytes(), .. order.StructHash().ToBytes(), .. Bytes32.FromInteger((int)operation).ToBytes()]));
    }

    /// <summary>The hub's EIP-712 domain.</summary>
    public static Eip712Domain Domain(ulong chainId, Address hub) =>
        new(PocoConstants.DomainName, PocoConstants.DomainVersion, chainId, hub);

    internal static Bytes32 StructHash(string encodedType, object[] values)
    {
        var (typeHash, types) = Known.GetOrAdd(encodedType, static t =>
        {
            var fields = t[(t.IndexOf('(') + 1)..^1].Split(',').Select(f => f.Split(' ')[0]);
            return (Keccak256.HashText(t), [.. fields.Select(f => AbiType.Parse(f == "string" ? "bytes32" : f))]);
        });
        return Keccak256.Hash([.. typeHash.ToBytes(), .. AbiCodec.Encode(types, values)]);
    }

    private static string EncodedTypeOf(OrderKind kind) => kind switch
    {
        OrderKind.App => AppOrder.EncodedType,
        OrderKind.Dataset => DatasetOrder.EncodedType,
        OrderKind.Workerpool => WorkerpoolOrder.EncodedType,
        _ => RequestOrder.EncodedType,
    };
}
