using System.Numerics;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>The events of the operation under way.</summary>
internal sealed class Journal
{
    private readonly List<ModelEvent> _events = [];

    /// <summary>All events so far, which are then forgotten.</summary>
    public IReadOnlyList<ModelEvent> Take()
    {
        ModelEvent[] events = [.. _events];
        _events.Clear();
        return events;
    }

    public void Transfer(Address from, Address to, Rlc amount) => Add("Transfer", from, to, amount.Nano);

    public void Approval(Address owner, Address spender, BigInteger value) => Add("Approval", owner, spender, value);

    public void Lock(Address owner, Rlc amount) => Add("Lock", owner, amount.Nano);

    public void Unlock(Address owner, Rlc amount) => Add("Unlock", owner, amount.Nano);

    public void Seize(Address owner, Rlc amount, TaskId task) => Add("Seize", owner, amount.Nano, task.Value);

    public void Reward(Address owner, Rlc amount, TaskId task) => Add("Reward", owner, amount.Nano, task.Value);

    public void OrderManaged(OrderKind kind, OrderOperation operation, OrderHash order) =>
        Add($"{(operation == OrderOperation.Sign ? "Signed" : "Closed")}{kind}Order", order.Value);

    public void SchedulerNotice(Address pool, DealId deal) => Add("SchedulerNotice", pool, deal.Value);

    public void OrdersMatched(DealId deal, OrderHash app, OrderHash dataset, OrderHash pool, OrderHash request, ulong volume) =>
        Add("OrdersMatched", deal.Value, app.Value, dataset.Value, pool.Value, request.Value, volume);

    public void DealSponsored(DealId deal, Address sponsor) => Add("DealSponsored", deal.Value, sponsor);

    public void TaskInitialize(TaskId task, Address pool) => Add("TaskInitialize", task.Value, pool);

    public void TaskContribute(TaskId task, Address worker, Bytes32 hash) => Add("TaskContribute", task.Value, worker, hash);

    public void TaskConsensus(TaskId task, Bytes32 hash) => Add("TaskConsensus", task.Value, hash);

    public void TaskReveal(TaskId task, Address worker, Bytes32 digest) => Add("TaskReveal", task.Value, worker, digest);

    public void TaskReopen(TaskId task) => Add("TaskReopen", task.Value);

    public void TaskFinalize(TaskId task, byte[] results) => Add("TaskFinalize", task.Value, results);

    public void TaskClaimed(TaskId task) => Add("TaskClaimed", task.Value);

    public void AccurateContribution(Address worker, TaskId task) => Add("AccurateContribution", worker, task.Value);

    public void FaultyContribution(Address worker, TaskId task) => Add("FaultyContribution", worker, task.Value);

    public void CreateCategory(Category category) =>
        Add("CreateCategory", category.Id, category.Name, category.Description, category.WorkClockTimeRef);

    private void Add(string name, params object[] arguments) => _events.Add(new(name, arguments));
}
