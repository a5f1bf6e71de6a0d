using System.Text.Json.Serialization;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>A dataset owner sells uses of a dataset.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="DatasetPrice">Price of one task.</param>
/// <param name="Volume">How many tasks may be sold.</param>
/// <param name="Tag">What the dataset needs of a machine.</param>
/// <param name="AppRestrict">Only in this app or group; zero for any.</param>
/// <param name="WorkerpoolRestrict">Only on this workerpool or group; zero for any.</param>
/// <param name="RequesterRestrict">Only for this requester or group; zero for any.</param>
/// <param name="Salt">Makes the order unique.</param>
public sealed record DatasetOrder(
    [property: JsonPropertyName("dataset")] Address Dataset,
    [property: JsonPropertyName("datasetprice")] Rlc DatasetPrice,
    [property: JsonPropertyName("volume")] ulong Volume,
    [property: JsonPropertyName("tag")] Tag Tag,
    [property: JsonPropertyName("apprestrict")] Address AppRestrict,
    [property: JsonPropertyName("workerpoolrestrict")] Address WorkerpoolRestrict,
    [property: JsonPropertyName("requesterrestrict")] Address RequesterRestrict,
    [property: JsonPropertyName("salt")] Bytes32 Salt) : IOrder
{
    /// <summary>The EIP-712 type of the order.</summary>
    public const string EncodedType =
        "DatasetOrder(address dataset,uint256 datasetprice,uint256 volume,bytes32 tag,address apprestrict,address workerpoolrestrict,address requesterrestrict,bytes32 salt)";

    /// <inheritdoc/>
    [JsonIgnore]
    public OrderKind Kind => OrderKind.Dataset;

    /// <inheritdoc/>
    [JsonPropertyName("sign")]
    public byte[] Sign { get; init; } = [];

    /// <inheritdoc/>
    public Bytes32 StructHash() => OrderHashing.StructHash(EncodedType, [Dataset, DatasetPrice.Nano, Volume, Tag.Value, AppRestrict, WorkerpoolRestrict, RequesterRestrict, Salt]);

    /// <inheritdoc/>
    public object[] ToAbi() => [Dataset, DatasetPrice.Nano, Volume, Tag.Value, AppRestrict, WorkerpoolRestrict, RequesterRestrict, Salt, Sign];

    internal static DatasetOrder FromAbi(object[] v) => new(
        (Address)v[0], AbiRead.Rlc(v[1]), AbiRead.UInt64(v[2]), new((Bytes32)v[3]), (Address)v[4], (Address)v[5], (Address)v[6],
        (Bytes32)v[7])
    {
        Sign = (byte[])v[8],
    };
}
