using System.Text.Json;
using Iexec.Hosting;
using Iexec.Protocol;

namespace Iexec.Market;

/// <summary>Reads a signed order from a stranger.</summary>
internal static class OrderReader
{
    private static readonly JsonSerializerOptions Strict = new(ProtocolJson.Api) { AllowDuplicateProperties = false };

    /// <exception cref="UserErrorException">It is no such order, or one the market can not hold.</exception>
    public static T Read<T>(OrderKind kind, JsonElement json) where T : IOrder
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new UserErrorException($"'order' must be a signed {kind.Name()} order");
        if (!json.TryGetProperty("sign", out _))
            throw new UserErrorException("the order lacks 'sign': sign it first, or give 0x for an order presigned on chain");
        var order = Read<T>(json);
        if (order.Volume == 0)
            throw new UserErrorException("'volume' must be at least 1");
        foreach (var (name, value) in Numbers(order))
        {
            if (value > MarketSettings.LargestNumber)
                throw new UserErrorException(
                    $"'{name}' must be at most {MarketSettings.LargestNumber}, the largest number that JSON clients read exactly");
        }
        return order;
    }

    private static T Read<T>(JsonElement json) where T : IOrder
    {
        try
        {
            return json.Deserialize<T>(Strict)!;
        }
        catch (JsonException e)
        {
            throw new UserErrorException(Sentence(e));
        }
        catch (InvalidOperationException e)
        {
            throw new UserErrorException($"the order holds text that is no valid Unicode: {e.Message}");
        }
    }

    private static string Sentence(JsonException e)
    {
        var field = e.Path is { Length: > 2 } path ? path[2..] : null;
        if (e.Message.IndexOf("including: ", StringComparison.Ordinal) is > 0 and var list)
            return $"the order lacks {e.Message[(list + "including: ".Length)..].TrimEnd('.')}";
        if (field is not null && e.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            return $"'{field}' must be {(field == "params" ? "text" : $"a whole number from 0 to {MarketSettings.LargestNumber}")}";
        var reason = e.Message.Split(" Path:")[0];
        return field is null ? $"the order can not be read: {reason}" : $"'{field}' can not be read: {reason}";
    }

    private static IEnumerable<(string Name, ulong Value)> Numbers(IOrder order)
    {
        yield return ("volume", order.Volume);
        switch (order)
        {
            case AppOrder app:
                yield return ("appprice", app.AppPrice.Nano);
                break;
            case DatasetOrder dataset:
                yield return ("datasetprice", dataset.DatasetPrice.Nano);
                break;
            case WorkerpoolOrder pool:
                yield return ("workerpoolprice", pool.WorkerpoolPrice.Nano);
                yield return ("category", pool.Category);
                yield return ("trust", pool.Trust);
                break;
            case RequestOrder request:
                yield return ("appmaxprice", request.AppMaxPrice.Nano);
                yield return ("datasetmaxprice", request.DatasetMaxPrice.Nano);
                yield return ("workerpoolmaxprice", request.WorkerpoolMaxPrice.Nano);
                yield return ("category", request.Category);
                yield return ("trust", request.Trust);
                break;
        }
    }
}
