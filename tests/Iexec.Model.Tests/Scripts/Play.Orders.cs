using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model.Tests;

// Orders: made, presigned, closed, matched.
public sealed partial class Play
{
    private readonly Dictionary<string, (object Order, string Sign)> _orders = [];

    /// <summary>The hashes of all orders made, by their names.</summary>
    public Dictionary<string, OrderHash> OrderHashes { get; } = [];

    /// <summary>An order by its name; null if there is none of this kind.</summary>
    public ModelOrder<T>? Order<T>(string? name) where T : IOrder =>
        name is not null && _orders.TryGetValue(name, out var made) ? made.Order as ModelOrder<T> : null;

    private void Define(Step step)
    {
        var name = step["name"];
        var salt = Keccak256.HashText(name);
        var (price, volume, tag) = (new Rlc(step.Number("price")), step.Number("volume", 1), Tag.FromNames((step.Get("tag") ?? "").Split('+', StringSplitOptions.RemoveEmptyEntries)));
        switch (step.Verb)
        {
            case "app":
                Add("appowner", new AppOrder(Who(step, "app", "app1"), price, volume, tag, Who(step, "onlydataset"), Who(step, "onlypool"), Who(step, "onlyrequester"), salt));
                break;
            case "dataset":
                Add("dataowner", new DatasetOrder(Who(step, "dataset", "data1"), price, volume, tag, Who(step, "onlyapp"), Who(step, "onlypool"), Who(step, "onlyrequester"), salt));
                break;
            case "pool":
                Add("scheduler", new WorkerpoolOrder(
                    Who(step, "pool", "pool1"), price, volume, tag, step.Number("category"), step.Number("trust", 10),
                    Who(step, "onlyapp"), Who(step, "onlydataset"), Who(step, "onlyrequester"), salt));
                break;
            default:
                Add("requester", new RequestOrder(
                    Who(step, "app", "app1"), new(step.Number("appmax")), Who(step, "dataset"), new(step.Number("datasetmax")),
                    Who(step, "pool"), new(step.Number("poolmax")), Who(step, "requester", "requester"), volume, tag,
                    step.Number("category"), step.Number("trust", 1), Who(step, "beneficiary"), Who(step, "callback"),
                    new string('p', (int)step.Number("params")), salt));
                break;
        }

        void Add<T>(string signer, T order) where T : IOrder
        {
            var sign = step.Get("sign") ?? signer;
            OrderHashes[name] = order.Hash(cast.Domain);
            _orders[name] = (new ModelOrder<T>(order, OrderHashes[name], Signing.Model(sign)), sign);
        }
    }

    private Move? DoOrder(Step step)
    {
        switch (step.Verb)
        {
            case "match" or "sponsor" or "buy":
                return Match(step);
            case "sign" or "close":
                return _orders.TryGetValue(step["order"], out var made)
                    ? made.Order switch
                    {
                        ModelOrder<AppOrder> app => Manage(step, app),
                        ModelOrder<DatasetOrder> dataset => Manage(step, dataset),
                        ModelOrder<WorkerpoolOrder> pool => Manage(step, pool),
                        _ => Manage(step, (ModelOrder<RequestOrder>)made.Order),
                    }
                    : null;
            default:
                throw new FormatException($"'{step.Verb}' is no verb");
        }
    }

    private Move? Match(Step step)
    {
        var (app, dataset, pool, request) = (step["app"], step.Get("dataset"), step["pool"], step["request"]);
        if (Order<AppOrder>(app) is not { } a || Order<WorkerpoolOrder>(pool) is not { } p || Order<RequestOrder>(request) is not { } r)
            return null;
        var d = Order<DatasetOrder>(dataset);
        if (dataset is not null && d is null)
            return null;
        var orders = new OrderSet(a, d, p, r);
        return step.Verb switch
        {
            "match" => Move(step, Hub.MatchOrders(Now, orders), cast.Hub, () => Encode("matchOrders")),
            "sponsor" => Move(step, Hub.SponsorMatchOrders(Sender(step), Now, orders), cast.Hub, () => Encode("sponsorMatchOrders")),
            _ => Move(step, Hub.ApproveAndCall(Sender(step), Now, new(step.Number("amount")), orders), cast.Token,
                () => Call("approveAndCall", cast.Hub, step.Number("amount"), Encode("matchOrders"))),
        };

        byte[] Encode(string function) => Call(
            function, ToAbi(app, a), d is null ? NoDataset.ToAbi() : ToAbi(dataset!, d), ToAbi(pool, p), ToAbi(request, r));
    }

    private Move Manage<T>(Step step, ModelOrder<T> order) where T : IOrder
    {
        var operation = step.Verb == "sign" ? OrderOperation.Sign : OrderOperation.Close;
        var sign = step.Get("sign") ?? "none";
        var outcome = Hub.ManageOrder(Sender(step), order, operation, Signing.Model(sign));
        return Move(step, outcome, cast.Hub, () => Call(
            $"manage{order.Order.Kind}Order",
            [new object[] { order.Order.ToAbi(), (int)operation, Signing.Bytes(sign, order.Order.OperationDigest(operation, cast.Domain)) }]));
    }

    private object[] ToAbi<T>(string name, ModelOrder<T> order) where T : IOrder =>
        [.. order.Order.ToAbi()[..^1], Signing.Bytes(_orders[name].Sign, order.Hash.Value)];

    private static DatasetOrder NoDataset => new(default, default, 0, default, default, default, default, default);
}
