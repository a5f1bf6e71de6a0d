using Iexec.Protocol;

namespace Iexec.Model.Tests;

// Escrow, staked RLC, assets, and what the hub's owner sets.
public sealed partial class Play
{
    private Move? DoMoney(Step step)
    {
        var amount = new Rlc(step.Number("amount"));
        switch (step.Verb)
        {
            case "deposit":
                var target = cast[step.Get("for") ?? step["by"]];
                return Move(step, Hub.Deposit(Sender(step), amount, target), "depositFor", amount.Nano, target);
            case "withdraw":
                var wallet = cast[step.Get("to") ?? step["by"]];
                return Move(step, Hub.Withdraw(Sender(step), amount, wallet), "withdrawTo", amount.Nano, wallet);
            case "transfer":
                return Move(step, Hub.Transfer(Sender(step), Who(step, "to"), amount), "transfer", Who(step, "to"), amount.Nano);
            case "approve":
                return Move(step, Hub.Approve(Sender(step), Who(step, "to"), amount.Nano), "approve", Who(step, "to"), amount.Nano);
            case "transferfrom":
                var (from, to) = (Who(step, "from"), Who(step, "to"));
                return Move(step, Hub.TransferFrom(Sender(step), from, to, amount), "transferFrom", from, to, amount.Nano);
            default:
                return null;
        }
    }

    private Move? DoAssets(Step step)
    {
        switch (step.Verb)
        {
            case "give":
                var kind = Cast.Assets.First(a => a.Name == step["asset"]).Kind;
                var (asset, to) = (Who(step, "asset"), Who(step, "to"));
                return Move(step, Hub.TransferAsset(Sender(step), kind, asset, to), cast.Registries[kind],
                    () => Call("transferFrom", Sender(step), to, asset.ToWord().ToInteger()));
            case "policy":
                var policy = new PoolPolicy(step.Number("stake"), step.Number("reward"));
                return Move(step, Hub.ChangePolicy(Sender(step), Who(step, "pool"), policy), Who(step, "pool"),
                    () => Call("changePolicy", policy.WorkerStakeRatio, policy.SchedulerRewardRatio));
            case "broker":
                return Move(step, Hub.SetTeeBroker(Sender(step), Who(step, "to")), "setTeeBroker", Who(step, "to"));
            case "category":
                return Move(step, Hub.CreateCategory(Sender(step), "new", "made by a script", step.Number("seconds")), "createCategory", "new", "made by a script", step.Number("seconds"));
            case "import":
                return Move(step, Hub.ImportScore(Who(step, "worker")), "importScore", Who(step, "worker"));
            default:
                return null;
        }
    }
}
