using System.Text.Json.Serialization;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>An app owner sells runs of an app.</summary>
/// <param name="App">The app.</param>
/// <param name="AppPrice">Price of one task.</param>
/// <param name="Volume">How many tasks may be sold.</param>
/// <param name="Tag">What the app needs of a machine.</param>
/// <param name="DatasetRestrict">Only with this dataset or group; zero for any.</param>
/// <param name="WorkerpoolRestrict">Only on this workerpool or group; zero for any.</param>
/// <param name="RequesterRestrict">Only for this requester or group; zero for any.</param>
/// <param name="Salt">Makes the order unique.</param>
public sealed record AppOrder(
    [property: JsonPropertyName("app")] Address App,
    [property: JsonPropertyName("appprice")] Rlc AppPrice,
    [property: JsonPropertyName("volume")] ulong Volume,
    [property: JsonPropertyName("tag")] Tag Tag,
    [property: JsonPropertyName("datasetrestrict")] Address DatasetRestrict,
    [property: JsonPropertyName("workerpoolrestrict")] Address WorkerpoolRestrict,
    [property: JsonPropertyName("requesterrestrict")] Address RequesterRestrict,
    [property: JsonPropertyName("salt")] Bytes32 Salt) : IOrder
{
    /// <summary>The EIP-712 type of the order.</summary>
    public const string EncodedType =
        "AppOrder(address app,uint256 appprice,uint256 volume,bytes32 tag,address datasetrestrict,address workerpoolrestrict,address requesterrestrict,bytes32 salt)";

    /// <inheritdoc/>
    [JsonIgnore]
    public OrderKind Kind => OrderKind.App;

    /// <inheritdoc/>
    [JsonPropertyName("sign")]
    public byte[] Sign { get; init; } = [];

    /// <inheritdoc/>
    public Bytes32 StructHash() => OrderHashing.StructHash(EncodedType, [App, AppPrice.Nano, Volume, Tag.Value, DatasetRestrict, WorkerpoolRestrict, RequesterRestrict, Salt]);

    /// <inheritdoc/>
    public object[] ToAbi() => [App, AppPrice.Nano, Volume, Tag.Value, DatasetRestrict, WorkerpoolRestrict, RequesterRestrict, Salt, Sign];

    internal static AppOrder FromAbi(object[] v) => new(
        (Address)v[0], AbiRead.Rlc(v[1]), AbiRead.UInt64(v[2]), new((Bytes32)v[3]), (Address)v[4], (Address)v[5], (Address)v[6],
        (Bytes32)v[7])
    {
        Sign = (byte[])v[8],
    };
}
