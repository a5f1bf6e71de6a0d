using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>
/// What a deal demands. Tags are promised by the pool's own order. Parameters, callback and data are the requester's choice, who can name
/// what no pool offers: a worker contributes that as the task's failure, or a stranger could have a pool's stake seized for nothing.
/// </summary>
public static class Demands
{
    /// <summary>The scheme of data in IPFS: <c>ipfs://…</c> and <c>/ipfs/…</c>.</summary>
    public const string IpfsData = "data:ipfs";

    private const int LongestShown = 200;

    /// <summary>What a tag demands: each of its bits.</summary>
    public static IEnumerable<Demand> Of(Tag tag) => tag.BitNames().Select(name => new Demand(name, name switch
    {
        "tee" => "a TEE",
        "scone" or "gramine" or "tdx" => $"the TEE framework {name}",
        "gpu" => "a GPU",
        _ => $"what {name} of its tag stands for",
    }));

    /// <summary>What a deal's parameters demand, but for its input files (<see cref="OfData"/>).</summary>
    public static IEnumerable<Demand> Of(DealParams parameters)
    {
        if (!string.IsNullOrEmpty(parameters.Args))
            yield return new("args", "arguments (iexec_args)");
        if (parameters.ResultEncryption == true)
            yield return new("result-encryption", "an encrypted result (iexec_result_encryption)");
        if (parameters.Secrets is { Count: > 0 })
            yield return new("secrets", "secrets of the requester (iexec_secrets)");
        if (!string.IsNullOrEmpty(parameters.BulkCid))
            yield return new("bulk", "a bulk of datasets (bulk_cid)");
        if (!string.IsNullOrEmpty(parameters.ResultStorageProvider))
        {
            var provider = PrintableText.Of(parameters.ResultStorageProvider, LongestShown);
            yield return new($"storage:{parameters.ResultStorageProvider}", $"its result in '{provider}' (iexec_result_storage_provider)");
        }
    }

    /// <summary>What a callback demands.</summary>
    /// <param name="callback">The contract told of results; zero for none.</param>
    public static IEnumerable<Demand> OfCallback(Address callback) =>
        callback == Address.Zero ? [] : [new("callback", $"a callback of {callback}")];

    /// <summary>What data demands that is to be fetched from an address: a dataset, or an input file.</summary>
    /// <param name="address">Where it is.</param>
    public static Demand OfData(string address)
    {
        var scheme = address.StartsWith("/ipfs/", StringComparison.Ordinal) ? "ipfs"
            : Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Scheme
            : "unknown";
        return new($"data:{scheme}", $"data at '{PrintableText.Of(address, LongestShown)}'");
    }
}
