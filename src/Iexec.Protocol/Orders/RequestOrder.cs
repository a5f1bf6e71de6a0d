using System.Text.Json.Serialization;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>A requester asks for computing.</summary>
/// <param name="App">The app to run.</param>
/// <param name="AppMaxPrice">The most paid to the app, a task.</param>
/// <param name="Dataset">The dataset to use; zero for none.</param>
/// <param name="DatasetMaxPrice">The most paid to the dataset, a task.</param>
/// <param name="Workerpool">Only this pool or group; zero for any.</param>
/// <param name="WorkerpoolMaxPrice">The most paid to the pool, a task.</param>
/// <param name="Requester">Who asks, and signs.</param>
/// <param name="Volume">How many tasks.</param>
/// <param name="Tag">What is asked of the machine.</param>
/// <param name="Category">The category of the tasks.</param>
/// <param name="Trust">How sure the result must be: 1 takes any single worker's word.</param>
/// <param name="Beneficiary">For whom results are encrypted.</param>
/// <param name="Callback">The contract told of each result; zero for none.</param>
/// <param name="Params">The parameters of the run, JSON or bare arguments. Its exact characters are signed.</param>
/// <param name="Salt">Makes the order unique.</param>
public sealed record RequestOrder(
    [property: JsonPropertyName("app")] Address App,
    [property: JsonPropertyName("appmaxprice")] Rlc AppMaxPrice,
    [property: JsonPropertyName("dataset")] Address Dataset,
    [property: JsonPropertyName("datasetmaxprice")] Rlc DatasetMaxPrice,
    [property: JsonPropertyName("workerpool")] Address Workerpool,
    [property: JsonPropertyName("workerpoolmaxprice")] Rlc WorkerpoolMaxPrice,
    [property: JsonPropertyName("requester")] Address Requester,
    [property: JsonPropertyName("volume")] ulong Volume,
    [property: JsonPropertyName("tag")] Tag Tag,
    [property: JsonPropertyName("category")] ulong Category,
    [property: JsonPropertyName("trust")] ulong Trust,
    [property: JsonPropertyName("beneficiary")] Address Beneficiary,
    [property: JsonPropertyName("callback")] Address Callback,
    [property: JsonPropertyName("params")] string Params,
    [property: JsonPropertyName("salt")] Bytes32 Salt) : IOrder
{
    /// <summary>The EIP-712 type of the order.</summary>
    public const string EncodedType =
        "RequestOrder(address app,uint256 appmaxprice,address dataset,uint256 datasetmaxprice,address workerpool,uint256 workerpoolmaxprice,address requester,uint256 volume,bytes32 tag,uint256 category,uint256 trust,address beneficiary,address callback,string params,bytes32 salt)";

    /// <inheritdoc/>
    [JsonIgnore]
    public OrderKind Kind => OrderKind.Request;

    /// <inheritdoc/>
    [JsonPropertyName("sign")]
    public byte[] Sign { get; init; } = [];

    /// <inheritdoc/>
    public Bytes32 StructHash() => OrderHashing.StructHash(EncodedType, [App, AppMaxPrice.Nano, Dataset, DatasetMaxPrice.Nano, Workerpool, WorkerpoolMaxPrice.Nano, Requester, Volume, Tag.Value, Category, Trust, Beneficiary, Callback, Keccak256.HashText(Params), Salt]);

    /// <inheritdoc/>
    public object[] ToAbi() => [App, AppMaxPrice.Nano, Dataset, DatasetMaxPrice.Nano, Workerpool, WorkerpoolMaxPrice.Nano, Requester, Volume, Tag.Value, Category, Trust, Beneficiary, Callback, Params, Salt, Sign];

    internal static RequestOrder FromAbi(object[] v) => new(
        (Address)v[0], AbiRead.Rlc(v[1]), (Address)v[2], AbiRead.Rlc(v[3]), (Address)v[4], AbiRead.Rlc(v[5]), (Address)v[6],
        AbiRead.UInt64(v[7]), new((Bytes32)v[8]), AbiRead.UInt64(v[9]), AbiRead.UInt64(v[10]), (Address)v[11], (Address)v[12],
        (string)v[13], (Bytes32)v[14])
    {
        Sign = (byte[])v[15],
    };
}
