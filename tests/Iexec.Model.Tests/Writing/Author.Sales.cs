using Iexec.Protocol;

namespace Iexec.Model.Tests;

// Orders and matches.
public sealed partial class Author
{
    /// <summary>Each would break one rule of the match, more or less: order, argument, value.</summary>
    private static readonly (string Verb, string Name, string Value)[] Faults =
    [
        ("request", "category", "1"), ("pool", "category", "2"), ("both", "category", "9"), ("request", "trust", "11"),
        ("both", "trust", "4294967296"), ("both", "trust", "4294967295"), ("app", "price", "200000000000"),
        ("dataset", "price", "200000000000"), ("pool", "price", "200000000000"), ("pool", "tag", "gpu"), ("app", "tag", "gpu"),
        ("request", "tag", "tee"), ("dataset", "tag", "tee"), ("dataset", "tag", "tdx"), ("both", "tag", "tee"), ("request", "app", "app2"), ("app", "app", "app2"),
        ("request", "dataset", "data2"), ("request", "dataset", "data1"), ("request", "pool", "pool1"), ("request", "pool", "pool2"), ("request", "pool", "club"),
        ("app", "onlydataset", "data1"), ("app", "onlydataset", "club"), ("app", "onlypool", "pool2"), ("app", "onlypool", "club"),
        ("app", "onlyrequester", "friend"), ("app", "onlyrequester", "club"), ("dataset", "onlyapp", "app2"), ("dataset", "onlyapp", "club"),
        ("dataset", "onlypool", "pool2"), ("dataset", "onlypool", "club"), ("dataset", "onlyrequester", "friend"), ("pool", "onlyapp", "app2"),
        ("pool", "onlyapp", "club"), ("pool", "onlydataset", "data2"), ("pool", "onlydataset", "club"), ("pool", "onlyrequester", "friend"),
        ("pool", "onlyrequester", "club"), ("app", "volume", "0"), ("request", "volume", "0"), ("request", "params", "25000"),
        ("request", "params", "24300"), ("pool", "onlyapp", "receiver"),
    ];

    private void Sell()
    {
        var n = ++_sales;
        var hasDataset = Chance(40);
        var kinds = hasDataset ? new[] { "app", "dataset", "pool", "request" } : ["app", "pool", "request"];
        var orders = GoodOrders(n, hasDataset).Where(o => kinds.Contains(o.Verb) || Chance(5)).ToDictionary(o => o.Verb);
        if (Chance(35))
            Spoil(orders);
        if (Chance(6))
            MakeHuge(orders);
        foreach (var order in orders.Values.ToList())
            Tell(order);
        Presign(orders.Values);
        do Match(orders);
        while (Chance(15));
    }

    private IEnumerable<Step> GoodOrders(int n, bool hasDataset)
    {
        var (app, dataset, pool, requester) = (Pick("app1", "app1", "app2"), Pick("data1", "data1", "data2"), Pick("pool1", "pool1", "pool2"), Pick("requester", "requester", "friend", "wallet"));
        var (appPrice, dataPrice, poolPrice) = (Price(), Price(), Price());
        var category = Chance(85) ? null : $"{_random.Next(5)}";
        var tag = Chance(75) ? null : Pick("tee", "tee+tdx", "gpu");
        yield return new("app", [("name", $"a{n}"), ("app", app), ("price", $"{appPrice}"), ("volume", Volume()), .. Tagged(tag), ("sign", SignerOf(ResourceKind.App, app))]);
        yield return new("dataset", [("name", $"d{n}"), ("dataset", hasDataset ? dataset : "nobody"), ("price", $"{dataPrice}"), ("volume", Volume()), ("sign", SignerOf(ResourceKind.Dataset, dataset))]);
        yield return new("pool",
        [
            ("name", $"p{n}"), ("pool", pool), ("price", $"{poolPrice}"), ("volume", Volume()), .. Tagged(tag), .. Categorized(category), ("sign", SignerOf(ResourceKind.Workerpool, pool)),
        ]);
        yield return new("request",
        [
            ("name", $"r{n}"), ("app", app), ("appmax", $"{appPrice + (ulong)_random.Next(2)}"), ("poolmax", $"{poolPrice}"),
            .. hasDataset ? new[] { ("dataset", dataset), ("datasetmax", $"{dataPrice}") } : [],
            .. Chance(20) ? new[] { ("pool", pool) } : [], ("requester", requester), ("volume", Volume()), .. Tagged(tag), .. Categorized(category),
            ("trust", $"{Pick(0, 1, 1, 2, 3, 3, 4, 5, 10)}"),
            .. Chance(30) ? new[] { ("beneficiary", Pick("requester", "friend")) } : [],
            .. Chance(30) ? new[] { ("callback", Pick("receiver", "receiver", "burner", "stranger")) } : [],
            .. Chance(20) ? new[] { ("params", "20") } : [], ("sign", requester),
        ]);

        static (string, string)[] Tagged(string? tag) => tag is null ? [] : [("tag", tag)];
        static (string, string)[] Categorized(string? category) => category is null ? [] : [("category", category)];
    }

    private ulong Price() => Pick<ulong>(0, 0, 1, 7, 1000, 1001, 999_999_937, 20 * Rlc.NanoPerRlc, 100 * Rlc.NanoPerRlc, 150 * Rlc.NanoPerRlc);

    private string Volume() => $"{_random.Next(1, 5)}";

    private string SignerOf(ResourceKind kind, string asset)
    {
        var owner = SignerOf(Name(Hub.OwnerOf(kind, _play.Cast[asset])));
        return Chance(10) && owner != "wallet" ? $"short:{owner}" : owner;
    }

    private static string SignerOf(string? sign) => sign?.Split(':')[^1] is { } who && (who == "wallet" || Cast.People.Contains(who)) ? who : "stranger";

    private void Spoil(Dictionary<string, Step> orders)
    {
        var verb = Pick([.. orders.Keys]);
        if (Chance(25))
        {
            orders[verb] = orders[verb].With("sign", Pick("none", "junk", "wallet", "stranger", "requester"));
        }
        else if (Chance(12))
        {
            // Not registered, on both sides.
            var asset = verb == "request" ? "app" : verb;
            orders[asset] = orders[asset].With(asset, Chance(50) ? "stranger" : Pick("pool2", "app1", "data1"));
            if (asset != "pool" || orders["request"].Get("pool") is not null)
                orders["request"] = orders["request"].With(asset, orders[asset][asset]);
        }
        else
        {
            var (which, name, value) = Pick(Faults);
            foreach (var spoiled in which == "both" ? ["pool", "request"] : new[] { which })
            {
                if (orders.TryGetValue(spoiled, out var order))
                    orders[spoiled] = order.With(name, value);
            }
        }
    }

    /// <summary>More tasks, or a higher stake, than there are bits for; or just as many as there are.</summary>
    private void MakeHuge(Dictionary<string, Step> orders)
    {
        if (Chance(50))
        {
            foreach (var verb in new[] { "app", "pool", "dataset" }.Where(orders.ContainsKey))
                orders[verb] = orders[verb].With("volume", Pick("4294967295", "4294967296", "5000000000")).With("price", null);
            orders["request"] = orders["request"].With("volume", Pick("4294967295", "4294967296", "9000000000"));
        }
        else
        {
            Tell("policy", ("by", Name(Hub.OwnerOf(ResourceKind.Workerpool, _play.Cast["pool1"]))), ("pool", "pool1"), ("stake", "1000"), ("reward", "0"));
            orders["pool"] = orders["pool"].With("price", "9000000000000000000");
            orders["request"] = orders["request"].With("poolmax", "18446744073709551615");
        }
    }

    private void Presign(IEnumerable<Step> orders)
    {
        foreach (var order in orders.Where(_ => Chance(8)))
        {
            var owner = SignerOf(order["sign"]);
            Tell(order.With("sign", Chance(70) ? "none" : "stranger"));
            Tell("sign", ("by", Chance(80) ? owner : "stranger"), ("order", order["name"]), ("sign", Chance(30) ? owner : null));
        }
    }

    private void Match(Dictionary<string, Step> orders)
    {
        var request = orders["request"]["name"];
        var first = Hub.ViewConsumed(_play.OrderHashes[request]);
        var (verb, by) = _random.Next(10) switch
        {
            < 3 => ("sponsor", Pick("friend", "stranger", "scheduler", "wallet")),
            < 5 => ("buy", Chance(80) ? orders["request"].Get("requester") ?? "requester" : Person()),
            _ => ("match", "stranger"),
        };
        var move = Tell(verb, ("by", by), ("amount", verb == "buy" ? AnyAmount() : null), ("app", orders["app"]["name"]), ("dataset", orders.GetValueOrDefault("dataset")?["name"]), ("pool", orders["pool"]["name"]), ("request", request));
        if (move is { Outcome.IsAccepted: true })
            _deals.Add($"{request}:{first}");
    }
}
