using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>Calls of a hub that change it.</summary>
/// <param name="hub">The hub's address.</param>
public sealed class HubCalls(Address hub)
{
    private static readonly DatasetOrder NoDataset =
        new(Address.Zero, Rlc.Zero, 0, Tag.None, Address.Zero, Address.Zero, Address.Zero, default);

    /// <summary>Makes a deal of four orders; the caller is the requester's agent, the requester pays.</summary>
    /// <param name="app">The app order.</param>
    /// <param name="dataset">The dataset order; null for none.</param>
    /// <param name="pool">The workerpool order.</param>
    /// <param name="request">The request order.</param>
    public ContractCall MatchOrders(AppOrder app, DatasetOrder? dataset, WorkerpoolOrder pool, RequestOrder request) =>
        Call(HubAbi.MatchOrders, app.ToAbi(), (dataset ?? NoDataset).ToAbi(), pool.ToAbi(), request.ToAbi());

    /// <summary>Presigns or closes an order; by its owner, or by anyone with the owner's signature over the operation.</summary>
    public ContractCall ManageOrder(IOrder order, OrderOperation operation, byte[]? sign = null) => Call(
        order.Kind switch
        {
            OrderKind.App => HubAbi.ManageAppOrder,
            OrderKind.Dataset => HubAbi.ManageDatasetOrder,
            OrderKind.Workerpool => HubAbi.ManageWorkerpoolOrder,
            _ => HubAbi.ManageRequestOrder,
        },
        [new object[] { order.ToAbi(), (int)operation, sign ?? [] }]);

    /// <summary>Takes RLC out of the escrow.</summary>
    public ContractCall Withdraw(Rlc amount) => Call(HubAbi.Withdraw, amount.Nano);

    /// <summary>Adds a category; by the hub's owner.</summary>
    public ContractCall CreateCategory(Category category) =>
        Call(HubAbi.CreateCategory, category.Name, category.Description, category.WorkClockTimeRef);

    /// <summary>Opens a deal's task for contributions.</summary>
    public ContractCall Initialize(DealId deal, ulong index) => Call(HubAbi.Initialize, deal.Value, index);

    /// <summary>Contributes a result's hash and seal.</summary>
    /// <param name="task">The task.</param>
    /// <param name="resultHash">See <see cref="Contribution.HashOf"/>.</param>
    /// <param name="resultSeal">See <see cref="Contribution.SealOf"/>.</param>
    /// <param name="enclave">The enclave's address; zero without a TEE.</param>
    /// <param name="enclaveSign">The enclave's signature; empty without a TEE.</param>
    /// <param name="authorization">The scheduler's signature.</param>
    public ContractCall Contribute(TaskId task, Bytes32 resultHash, Bytes32 resultSeal, Address enclave, byte[] enclaveSign, byte[] authorization) =>
        Call(HubAbi.Contribute, task.Value, resultHash, resultSeal, enclave, enclaveSign, authorization);

    /// <summary>Reveals the digest behind a winning contribution.</summary>
    public ContractCall Reveal(TaskId task, Bytes32 digest) => Call(HubAbi.Reveal, task.Value, digest);

    /// <summary>Takes a task whose winners did not reveal back to contributions; by the scheduler.</summary>
    public ContractCall Reopen(TaskId task) => Call(HubAbi.Reopen, task.Value);

    /// <summary>Publishes the result and pays everyone; by the scheduler.</summary>
    public ContractCall Finalize(TaskId task, byte[] results, byte[] resultsCallback) =>
        Call(HubAbi.Finalize, task.Value, results, resultsCallback);

    /// <summary>Ends a task past its final deadline; refunds. By anyone.</summary>
    public ContractCall Claim(TaskId task) => Call(HubAbi.Claim, task.Value);

    private ContractCall Call(AbiFunction function, params object[] args) => new(hub, function.EncodeCall(args));
}
