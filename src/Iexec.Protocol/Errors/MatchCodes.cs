namespace Iexec.Protocol;

/// <summary>The meaning of the hub's <c>iExecV5-matchOrders-0xNN</c>.</summary>
internal static class MatchCodes
{
    private static readonly Dictionary<string, string> Sentences = new()
    {
        ["00"] = "the request and the workerpool order are for different categories",
        ["01"] = "the category does not exist",
        ["02"] = "the request asks for more trust than the workerpool order certifies",
        ["03"] = "the app costs more than the request pays at most",
        ["04"] = "the dataset costs more than the request pays at most",
        ["05"] = "the workerpool costs more than the request pays at most",
        ["06"] = "the workerpool does not offer every tag that the orders need",
        ["07"] = "a TEE is asked for, but the app order is not for a TEE",
        ["10"] = "the request is for another app",
        ["11"] = "the request is for another dataset",
        ["12"] = "the request is for another workerpool",
        ["13"] = "the app order is restricted to another dataset",
        ["14"] = "the app order is restricted to another workerpool",
        ["15"] = "the app order is restricted to another requester",
        ["16"] = "the dataset order is restricted to another app",
        ["17"] = "the dataset order is restricted to another workerpool",
        ["18"] = "the dataset order is restricted to another requester",
        ["19"] = "the workerpool order is restricted to another app",
        ["1a"] = "the workerpool order is restricted to another dataset",
        ["1b"] = "the workerpool order is restricted to another requester",
        ["20"] = "the app is not registered",
        ["21"] = "the app order is not signed by the app's owner",
        ["30"] = "the dataset is not registered",
        ["31"] = "the dataset order is not signed by the dataset's owner",
        ["40"] = "the workerpool is not registered",
        ["41"] = "the workerpool order is not signed by the workerpool's owner",
        ["50"] = "the request order is not signed by the requester",
        ["60"] = "an order is fully consumed or closed",
    };

    private const string Prefix = "iExecV5-matchOrders-0x";

    /// <summary>The sentence for a revert string; the string itself when it is no match code.</summary>
    public static string Explain(string reason) =>
        reason.StartsWith(Prefix, StringComparison.Ordinal) && Sentences.TryGetValue(reason[Prefix.Length..], out var sentence)
            ? $"{sentence} ({reason})"
            : reason;
}
