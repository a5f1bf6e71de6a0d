using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model.Tests;

// Tasks, from initialisation to their end.
public sealed partial class Play
{
    private static readonly AbiFunction ReceiveResult = AbiFunction.Parse("function receiveResult(bytes32,bytes)");

    /// <summary>The deal of a name.</summary>
    public DealId DealOf(string name) => name.Split(':') is [var request, var first] && OrderHashes.TryGetValue(request, out var hash)
        ? DealId.Of(hash, ulong.Parse(first))
        : new(Keccak256.HashText(name));

    /// <summary>The task of a name.</summary>
    public TaskId TaskOf(string name) => name.Split('/') is [var deal, var index]
        ? TaskId.Of(DealOf(deal), ulong.Parse(index))
        : throw new FormatException($"'{name}' is no task: write r1:0/0");

    private Move? DoTask(Step step)
    {
        if (step.Verb == "initialize")
        {
            var (deal, index) = (DealOf(step["deal"]), step.Number("index"));
            return Move(step, Hub.Initialize(deal, index), "initialize", deal.Value, index);
        }
        if (step.Get("task") is not { } name)
            return null;
        var id = TaskOf(name);
        var result = new Result(new byte[step.Number("link")], step.Get("data") is { } data ? ResultData(data) : []);
        switch (step.Verb)
        {
            case "contribute":
                return Contribute(step, id);
            case "complete":
                var permits = Permitted(step, id, Digest(step["result"]), step["by"], out var signatures);
                return CalledBack(id, Move(step, Hub.ContributeAndFinalize(Sender(step), Now, id, Digest(step["result"]), result, permits), cast.Hub, () =>
                {
                    var (enclave, authorization) = signatures();
                    return Call("contributeAndFinalize", id.Value, Digest(step["result"]), result.Link, result.CallbackData, permits.Enclave, enclave, authorization);
                }));
            case "reveal":
                return Move(step, Hub.Reveal(Sender(step), Now, id, Digest(step["result"])), "reveal", id.Value, Digest(step["result"]));
            case "reopen":
                return Move(step, Hub.Reopen(Sender(step), Now, id), "reopen", id.Value);
            case "finalize":
                return CalledBack(id, Move(step, Hub.Finalize(Sender(step), Now, id, result), "finalize", id.Value, result.Link, result.CallbackData));
            case "claim":
                return Move(step, Hub.Claim(Now, id), "claim", id.Value);
            default:
                return null;
        }
    }

    private Move CalledBack(TaskId id, Move move) =>
        move.Outcome.IsAccepted && Hub.ViewTask(id) is { } task && Hub.ViewDeal(task.Deal)!.Callback == cast["receiver"]
            ? move with { Callback = ReceiveResult.EncodeCall(id.Value, task.ResultsCallback) }
            : move;

    private Move Contribute(Step step, TaskId id)
    {
        var sealer = step.Get("sealer") ?? step["by"];
        var hash = Contribution.HashOf(id, Digest(step["result"]));
        var seal = Contribution.SealOf(cast[sealer], id, Digest(step.Get("sealed") ?? step["result"]));
        var permits = Permitted(step, id, Digest(step.Get("sealed") ?? step["result"]), sealer, out var signatures);
        return Move(step, Hub.Contribute(Sender(step), Now, id, hash, seal, permits), cast.Hub, () =>
        {
            var (enclave, authorization) = signatures();
            return Call("contribute", id.Value, hash, seal, permits.Enclave, enclave, authorization);
        });
    }

    /// <summary>
    /// The right permits unless the step says otherwise: <c>auth</c> another signer, <c>authfor</c> an authorization of another
    /// worker, <c>enclave</c> an enclave, <c>enclavesign</c> who signs as it, <c>enclavesigned</c> another result that it signed.
    /// </summary>
    private Permits Permitted(Step step, TaskId id, Bytes32 sealedDigest, string sealer, out Func<(byte[] Enclave, byte[] Authorization)> signatures)
    {
        var enclave = Who(step, "enclave");
        var task = Hub.State.Tasks.GetValueOrDefault(id);
        var hasBroker = enclave != Address.Zero && task is not null && Hub.State.Brokers.ContainsKey(task.Deal.Id);
        var scheduler = task?.Scheduler;
        var auth = step.Get("auth") ?? (hasBroker ? "broker" : Cast.People.Append("wallet").FirstOrDefault(p => cast[p] == scheduler) ?? "scheduler");
        var worker = step.Get("authfor") ?? step["by"];
        var sign = step.Get("enclavesign") ?? (enclave == Address.Zero ? "none" : step["enclave"]);
        var signed = step.Get("enclavesigned");
        signatures = () =>
        {
            var hash = Contribution.HashOf(id, Digest(signed ?? step["result"]));
            var seal = Contribution.SealOf(cast[sealer], id, sealedDigest);
            return (
                Signing.MessageBytes(sign, Keccak256.Hash([.. hash.ToBytes(), .. seal.ToBytes()])),
                Signing.MessageBytes(auth, Keccak256.Hash([.. cast[worker].ToBytes(), .. id.Value.ToBytes(), .. enclave.ToBytes()])));
        };
        return new(
            enclave,
            signed is null || signed == step["result"] ? Signing.Model(sign) : Signing.ModelOfOther(sign),
            worker == step["by"] ? Signing.Model(auth) : Signing.ModelOfOther(auth));
    }
}
