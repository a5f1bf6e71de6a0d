using Iexec.Ethereum;

namespace Iexec.Model;

/// <summary>What a worker must show besides its result.</summary>
/// <param name="Enclave">The enclave the result comes from; zero without one.</param>
/// <param name="EnclaveSignature">Who signed the result as the enclave.</param>
/// <param name="Authorization">Who allowed the worker to contribute.</param>
public readonly record struct Permits(Address Enclave, ModelSignature EnclaveSignature, ModelSignature Authorization)
{
    /// <summary>The scheduler's word, and no enclave.</summary>
    public static Permits From(Address scheduler) => new(Address.Zero, ModelSignature.Empty, ModelSignature.By(scheduler));

    /// <summary>
    /// An enclave is there if the tag asks for one; the broker the deal was made under, or else the scheduler, let the worker in;
    /// the enclave vouches.
    /// </summary>
    internal Refusal? Check(HubState hub, ModelTask task, Address worker)
    {
        if (Enclave == Address.Zero && task.Deal.Tag.IsTee)
            return Errors.OfTask("EnclaveRequired", task.Id);
        var signer = Enclave != Address.Zero && hub.Brokers.TryGetValue(task.Deal.Id, out var broker) ? broker : task.Scheduler;
        var refusal = hub.Accounts.CheckSignature(signer, Authorization, Errors.OfTask("InvalidAuthorization", task.Id, worker, signer));
        if (refusal is not null || Enclave == Address.Zero)
            return refusal;
        return hub.Accounts.CheckSignature(Enclave, EnclaveSignature, Errors.OfTask("InvalidEnclaveSignature", task.Id, Enclave));
    }
}
