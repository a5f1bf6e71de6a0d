using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model.Tests;

/// <summary>Everything there is to see of a hub: how to ask for it, and what the model says.</summary>
internal static class Views
{
    private static readonly Dictionary<string, AbiFunction> Functions = new[] { "Hub", "AppRegistry", "Workerpool" }
        .SelectMany(c => ContractArtifact.Load(c).Abi.Functions)
        .DistinctBy(f => f.Name).ToDictionary(f => f.Name);

    /// <summary>A view.</summary>
    /// <param name="What">What it shows.</param>
    /// <param name="Call">How to ask.</param>
    /// <param name="Expected">What the model says, encoded.</param>
    internal sealed record View(string What, CallRequest Call, byte[] Expected);

    public static IReadOnlyList<View> Of(Play play)
    {
        var (hub, cast) = (play.Hub, play.Cast);
        List<View> views =
        [
            Ask("totalSupply", [], hub.TotalSupply.Nano), Ask("teebroker", [], hub.TeeBroker), Ask("countCategory", [], hub.Categories.Count),
        ];
        foreach (var address in cast.Names.Select(n => cast[n]).Union(hub.State.Ledger.Owners))
        {
            var account = hub.ViewAccount(address);
            views.Add(Ask("viewAccount", [address], new object[] { account.Stake.Nano, account.Locked.Nano }));
            views.Add(Ask("viewScore", [address], hub.ViewScore(address)));
        }
        foreach (var person in Cast.People.Select(p => cast[p]))
            views.Add(AskOf(cast.Token, "balanceOf", [person], hub.State.Token.BalanceOf(person).Nano));
        foreach (var (asset, kind) in Cast.Assets.Select(a => (cast[a.Name], a.Kind)))
        {
            views.Add(AskOf(cast.Registries[kind], "ownerOfEntry", [asset], hub.OwnerOf(kind, asset)));
            if (kind == ResourceKind.Workerpool)
            {
                views.Add(AskOf(asset, "m_workerStakeRatioPolicy", [], hub.State.Assets.PolicyOf(asset).WorkerStakeRatio));
                views.Add(AskOf(asset, "m_schedulerRewardRatioPolicy", [], hub.State.Assets.PolicyOf(asset).SchedulerRewardRatio));
            }
        }
        foreach (var order in play.OrderHashes.Values)
        {
            views.Add(Ask("viewConsumed", [order.Value], hub.ViewConsumed(order)));
            views.Add(Ask("viewPresigned", [order.Value], hub.ViewPresigned(order)));
        }
        foreach (var deal in hub.State.Deals.Values)
            views.Add(Ask("viewDeal", [deal.Id.Value], Abi(deal)));
        foreach (var task in hub.State.Tasks.Values.Select(t => t.View()))
        {
            views.Add(Ask("viewTask", [task.Id.Value], Abi(task)));
            if (task.Status == ChainTaskStatus.Completed)
                views.Add(Ask("resultFor", [task.Id.Value], task.ResultsCallback));
            foreach (var worker in task.Contributors)
                views.Add(Ask("viewContribution", [task.Id.Value, worker], Abi(hub.ViewContribution(task.Id, worker)!)));
        }
        return views;

        View Ask(string function, object[] arguments, object expected) => AskOf(cast.Hub, function, arguments, expected);

        View AskOf(Address contract, string function, object[] arguments, object expected) => new(
            $"{function}({string.Join(", ", arguments.Select(a => a is Address address ? cast.NameOf(address) : a))})",
            new(contract, Functions[function].EncodeCall(arguments)),
            AbiCodec.Encode([.. Functions[function].Outputs.Select(o => o.Type)], [expected]));
    }

    private static object[] Abi(Deal deal) =>
    [
        Abi(deal.App), Abi(deal.Dataset), Abi(deal.Workerpool), deal.Trust, deal.Category, deal.Tag.Value, deal.Requester, deal.Beneficiary,
        deal.Callback, deal.Params, deal.StartTime, deal.BotFirst, deal.BotSize, deal.WorkerStake.Nano, deal.SchedulerRewardRatio, deal.Sponsor,
    ];

    private static object[] Abi(Resource resource) => [resource.Pointer, resource.Owner, resource.Price.Nano];

    private static object[] Abi(ChainTask task) =>
    [
        (int)task.Status, task.Deal.Value, task.Index, task.TimeRef, task.ContributionDeadline, task.RevealDeadline, task.FinalDeadline,
        task.ConsensusValue, task.RevealCounter, task.WinnerCounter, task.Contributors.Cast<object>().ToArray(), task.ResultDigest, task.Results, 0,
        task.ResultsCallback,
    ];

    private static object[] Abi(Contribution contribution) =>
        [(int)contribution.Status, contribution.ResultHash, contribution.ResultSeal, contribution.EnclaveChallenge, contribution.LogWeight];
}
