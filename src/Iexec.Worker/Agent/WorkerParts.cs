using Iexec.Api;
using Iexec.Chain;
using Iexec.Protocol;

namespace Iexec.Worker;

/// <summary>What every replicate of a worker works with.</summary>
internal sealed record WorkerParts(
    WorkerSettings Settings,
    HubClient Hub,
    ITransactionSender Sender,
    SchedulerLink Scheduler,
    Preflight Preflight,
    Computation Computation,
    ResultMemory Memory,
    StatusBoard Board,
    Patience Patience,
    HttpClient Http,
    TimeProvider Time)
{
    public HubCalls Calls => new(Hub.Hub);

    /// <summary>The result's link: the store's own if it has the result already, else that of an upload.</summary>
    /// <param name="desired">What the scheduler wants.</param>
    /// <param name="archive">The result's archive.</param>
    /// <param name="uploads">Told before the upload.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ResultLink> StoreAsync(DesiredReplicate desired, string archive, Action uploads, CancellationToken ct)
    {
        var store = new ResultsClient(Http, desired.ResultStore);
        if (await store.FindAsync(desired.Task, ct) is { } stored)
            return stored;
        uploads();
        var token = await store.TokenAsync(desired.Authorization, Settings.Key, ct);
        await using var zip = File.OpenRead(archive);
        return await store.UploadAsync(desired.Task, zip, token, ct);
    }
}
