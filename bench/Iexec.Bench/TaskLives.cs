using Iexec.Ethereum;
using Iexec.Model;
using Iexec.Protocol;

namespace Iexec.Bench;

/// <summary>
/// Lives of tasks one after another: orders are signed and matched; four workers contribute, one of them something else;
/// those who agree reveal; the scheduler completes, or in one life of five nobody does and the task is claimed.
/// </summary>
internal sealed class TaskLives
{
    private static readonly Eip712Domain Domain = OrderHashing.Domain(1, Who(99));
    private static readonly Address Requester = Who(1), AppOwner = Who(2), Scheduler = Who(3), App = Who(11), Pool = Who(13);
    private static readonly Address[] Workers = [Who(21), Who(22), Who(23), Who(24)];
    private static readonly Bytes32 Truth = Keccak256.HashText("truth"), Lie = Keccak256.HashText("lie");

    private readonly HubModel _hub;
    private ulong _now = 2_000_000_000;
    private ulong _life;

    public TaskLives()
    {
        var token = new RlcToken();
        _hub = new(Who(99), Who(98), token);
        foreach (var category in Category.Published)
            Do(_hub.CreateCategory(Who(98), category.Name, category.Description, category.WorkClockTimeRef));
        _hub.Register(ResourceKind.App, App, AppOwner);
        _hub.Register(ResourceKind.Workerpool, Pool, Scheduler);
        foreach (var account in Workers.Append(Requester).Append(Scheduler))
        {
            token.Mint(account, new(10_000_000 * Rlc.NanoPerRlc));
            token.ApproveHub(account, ulong.MaxValue);
            Do(_hub.Deposit(account, new(10_000_000 * Rlc.NanoPerRlc), account));
        }
    }

    public long Operations { get; private set; }

    public void Next()
    {
        var task = Buy();
        var liar = Workers[_life % 4]; // in turns, so that nobody's word comes to weigh more than a fresh worker's
        Contribute(liar, task, Lie);
        foreach (var worker in Workers.Where(w => w != liar))
            Contribute(worker, task, Truth);
        if (_life % 5 != 0)
        {
            foreach (var worker in Workers.Where(w => w != liar))
                Do(_hub.Reveal(worker, _now, task, Truth));
            Do(_hub.Finalize(Scheduler, _now, task, new([1, 2, 3], [])));
        }
        else
        {
            _now += 3000;
            Do(_hub.Claim(_now, task));
        }
    }

    private TaskId Buy()
    {
        var salt = Bytes32.FromInteger(_life++);
        var request = Signed(new RequestOrder(App, new(5), default, default, default, new(1000), Requester, 1, default, 0, 3, Requester, default, "", salt), Requester);
        Do(_hub.MatchOrders(_now, new(
            Signed(new AppOrder(App, new(5), 1, default, default, default, default, salt), AppOwner),
            null,
            Signed(new WorkerpoolOrder(Pool, new(1000), 1, default, 0, 10, default, default, default, salt), Scheduler),
            request)));
        var deal = DealId.Of(request.Hash, 0);
        Do(_hub.Initialize(deal, 0));
        return TaskId.Of(deal, 0);
    }

    private void Contribute(Address worker, TaskId task, Bytes32 digest) => Do(_hub.Contribute(
        worker, _now, task, Contribution.HashOf(task, digest), Contribution.SealOf(worker, task, digest), Permits.From(Scheduler)));

    private void Do(Outcome outcome)
    {
        if (outcome.Refusal is { } refusal)
            throw new InvalidOperationException($"The model refuses what it should take: {refusal}.");
        Operations++;
    }

    private static ModelOrder<T> Signed<T>(T order, Address signer)
        where T : IOrder => new(order, order.Hash(Domain), ModelSignature.By(signer));

    private static Address Who(int number) => Address.FromBytes(Bytes32.FromInteger(number).ToBytes().AsSpan(12));
}
