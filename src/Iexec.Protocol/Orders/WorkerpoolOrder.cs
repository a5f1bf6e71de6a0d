using System.Text.Json.Serialization;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>A pool owner sells computing.</summary>
/// <param name="Workerpool">The pool.</param>
/// <param name="WorkerpoolPrice">Price of one task.</param>
/// <param name="Volume">How many tasks may be sold.</param>
/// <param name="Tag">What the pool offers.</param>
/// <param name="Category">The category of tasks it takes.</param>
/// <param name="Trust">The highest trust it certifies.</param>
/// <param name="AppRestrict">Only this app or group; zero for any.</param>
/// <param name="DatasetRestrict">Only with this dataset or group; zero for any.</param>
/// <param name="RequesterRestrict">Only for this requester or group; zero for any.</param>
/// <param name="Salt">Makes the order unique.</param>
public sealed record WorkerpoolOrder(
    [property: JsonPropertyName("workerpool")] Address Workerpool,
    [property: JsonPropertyName("workerpoolprice")] Rlc WorkerpoolPrice,
    [property: JsonPropertyName("volume")] ulong Volume,
    [property: JsonPropertyName("tag")] Tag Tag,
    [property: JsonPropertyName("category")] ulong Category,
    [property: JsonPropertyName("trust")] ulong Trust,
    [property: JsonPropertyName("apprestrict")] Address AppRestrict,
    [property: JsonPropertyName("datasetrestrict")] Address DatasetRestrict,
    [property: JsonPropertyName("requesterrestrict")] Address RequesterRestrict,
    [property: JsonPropertyName("salt")] Bytes32 Salt) : IOrder
{
    /// <summary>The EIP-712 type of the order.</summary>
    public const string EncodedType =
        "WorkerpoolOrder(address workerpool,uint256 workerpoolprice,uint256 volume,bytes32 tag,uint256 category,uint256 trust,address apprestrict,address datasetrestrict,address requesterrestrict,bytes32 salt)";

    /// <inheritdoc/>
    [JsonIgnore]
    public OrderKind Kind => OrderKind.Workerpool;

    /// <inheritdoc/>
    [JsonPropertyName("sign")]
    public byte[] Sign { get; init; } = [];

    /// <inheritdoc/>
    public Bytes32 StructHash() => OrderHashing.StructHash(EncodedType, [Workerpool, WorkerpoolPrice.Nano, Volume, Tag.Value, Category, Trust, AppRestrict, DatasetRestrict, RequesterRestrict, Salt]);

    /// <inheritdoc/>
    public object[] ToAbi() => [Workerpool, WorkerpoolPrice.Nano, Volume, Tag.Value, Category, Trust, AppRestrict, DatasetRestrict, RequesterRestrict, Salt, Sign];

    internal static WorkerpoolOrder FromAbi(object[] v) => new(
        (Address)v[0], AbiRead.Rlc(v[1]), AbiRead.UInt64(v[2]), new((Bytes32)v[3]), AbiRead.UInt64(v[4]), AbiRead.UInt64(v[5]),
        (Address)v[6], (Address)v[7], (Address)v[8], (Bytes32)v[9])
    {
        Sign = (byte[])v[10],
    };
}
