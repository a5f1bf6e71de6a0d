using Iexec.Protocol;

namespace Iexec.Model.Tests;

// What goes wrong, and what goes on beside tasks.
public sealed partial class Author
{
    /// <summary>Some workers bring a score, a broker is there, pools have terms.</summary>
    private void Prepare()
    {
        foreach (var worker in Cast.Workers.Where(_ => Chance(30)))
            Tell("import", ("by", "stranger"), ("worker", worker));
        while (Chance(30))
            ChangeTerms();
        if (Chance(10))
            FillKitty();
    }

    /// <summary>A task that fails leaves so much in the kitty that a tenth of it is more than the least it gives.</summary>
    private void FillKitty()
    {
        var owner = SignerOf(Name(Hub.OwnerOf(ResourceKind.Workerpool, _play.Cast["pool1"])));
        Tell("app", ("name", "a0"), ("sign", SignerOf(ResourceKind.App, "app1")));
        Tell("pool", ("name", "p0"), ("price", $"{1000 * Rlc.NanoPerRlc}"), ("sign", owner));
        Tell("request", ("name", "r0"), ("poolmax", $"{1000 * Rlc.NanoPerRlc}"));
        Tell("match", ("by", "stranger"), ("app", "a0"), ("pool", "p0"), ("request", "r0"));
        Tell("initialize", ("by", "stranger"), ("deal", "r0:0"), ("index", "0"));
        Tell("wait", ("seconds", "3000"));
        Tell("claim", ("by", "stranger"), ("task", "r0:0/0"));
    }

    /// <summary>A step that would make sense, but for one word.</summary>
    private void GoWrong()
    {
        ChooseTask();
        if (Chance(30) || NextStep() is not { } step || step.Verb == "wait")
            step = Chance(70) ? Untimely() : Chance(70) && _steps.Where(s => s.Verb is not ("app" or "dataset" or "pool" or "request" or "wait")).ToList() is { Count: > 0 } past ? Pick(past) : Untimely();
        Tell(step.Verb switch
        {
            "contribute" or "complete" => Pick(
                [
                    WithWrong(step), WithWrong(step), step.With("sealer", Pick(Cast.Workers)), step.With("sealed", Pick(Words)),
                    step.With("auth", Pick("stranger", "none", "junk", "wallet", "scheduler", "rival", "broker")), step.With("authfor", Pick(Cast.Workers)),
                    step.With("enclave", step.Get("enclave") is null ? "enclave" : null),
                    step.With("enclave", Pick("enclave", "wallet")).With("enclavesign", Pick("none", "junk", "stranger", "wallet", "enclave")),
                    step.With("enclave", "enclave").With("enclavesigned", Pick(Words)),
                ]),
            "finalize" => Pick(WithWrong(step), step.With("data", Pick(Words)), step.With("data", null), step.With("link", Pick("24532", "24573", "24574", "30000"))),
            _ => WithWrong(step),
        });
    }

    /// <summary>What someone may do with a task at some time, though hardly now.</summary>
    private Step Untimely()
    {
        var task = _task is var (deal, index) && Chance(80) ? $"{deal}/{index}" : AnyTask();
        var scheduler = Hub.State.Tasks.GetValueOrDefault(_play.TaskOf(task)) is { } known ? Name(known.Scheduler) : "scheduler";
        return Pick(
            Phrase("claim", ("by", Person()), ("task", task)),
            Phrase("reopen", ("by", scheduler), ("task", task)),
            Phrase("finalize", ("by", scheduler), ("task", task), ("data", Chance(50) ? "x" : null)),
            Phrase("reveal", ("by", Pick(Cast.Workers)), ("task", task), ("result", Pick(Words))),
            Phrase("contribute", ("by", Pick(Cast.Workers)), ("task", task), ("result", Pick(Words))),
            Phrase("complete", ("by", Pick(Cast.Workers)), ("task", task), ("result", "x"), ("data", "x")),
            Phrase("initialize", ("by", Person()), ("deal", task.Split('/')[0]), ("index", $"{_random.Next(6)}")));
    }

    private Step WithWrong(Step step)
    {
        var name = Pick([.. step.Arguments.Select(a => a.Name).Where(n => n is not ("amount" or "link" or "enclave" or "seconds" or "stake" or "reward"))]);
        return step.With(name, name switch
        {
            "by" => step.Verb is "contribute" or "reveal" ? Pick(Cast.Workers) : Person(),
            "task" => AnyTask(),
            "deal" => AnyTask().Split('/')[0],
            "index" => $"{_random.Next(8)}",
            "result" or "data" or "sealed" or "enclavesigned" => Pick(Words),
            "app" or "dataset" or "pool" or "request" when step.Verb is "match" or "sponsor" or "buy" => $"{name[0]}{_random.Next(1, _sales + 1)}",
            "asset" or "pool" => Pick("pool1", "pool2"),
            "order" => AnyOrder(),
            "worker" => Pick(Cast.Workers),
            "auth" or "sign" or "enclavesign" => Pick("stranger", "none", "junk", "wallet"),
            "authfor" or "sealer" => Pick(Cast.Workers),
            _ => Anyone(),
        });
    }

    /// <summary>A task; now and then one that there is not.</summary>
    private string AnyTask()
    {
        if (_deals.Count == 0 || Chance(3))
            return "r9:0/0";
        var deal = Pick(_deals);
        var tasks = Enumerable.Range(0, 5).Select(i => $"{deal}/{i}").Where(t => Chance(3) || Hub.ViewTask(_play.TaskOf(t)) is not null).ToList();
        return tasks.Count > 0 ? Pick(tasks) : $"{deal}/0";
    }

    private string AnyOrder() => $"{Pick("a", "p", "r", "d")}{_random.Next(1, _sales + 1)}";

    private void MoveMoney()
    {
        var (who, to) = (Person(), Anyone());
        switch (_random.Next(7))
        {
            case 0:
                Tell("deposit", ("by", who), ("amount", AnyAmount()), ("for", Chance(50) ? to : null));
                break;
            case 1:
                Tell("withdraw", ("by", who), ("amount", AnyAmount()), ("to", Chance(50) ? Person() : null));
                break;
            case 2:
                Tell("withdraw", ("by", who), ("amount", $"{Hub.ViewAccount(_play.Cast[who]).Stake.Nano - (ulong)_random.Next(2) * 100}"));
                break;
            case 3:
                Tell("transfer", ("by", who), ("to", to), ("amount", AnyAmount()));
                break;
            case 4:
                Tell("approve", ("by", who), ("to", to), ("amount", AnyAmount()));
                break;
            default:
                var spender = Person();
                if (Chance(70))
                    Tell("approve", ("by", who), ("to", spender), ("amount", AnyAmount()));
                Tell("transferfrom", ("by", spender), ("from", who), ("to", to), ("amount", AnyAmount()));
                break;
        }
    }

    private void ManageOrder()
    {
        var order = AnyOrder();
        var owner = SignerOf(_steps.LastOrDefault(s => s.Get("name") == order)?.Get("sign"));
        Tell(Pick("sign", "close", "close"), ("by", Chance(50) ? owner : Person()), ("order", order), ("sign", Chance(50) ? Pick(owner, owner, "stranger", "junk", "none", "wallet") : null));
    }

    private void ChangeTerms()
    {
        var asset = Pick(Cast.Assets);
        var (owner, pool) = (Name(Hub.OwnerOf(asset.Kind, _play.Cast[asset.Name])), Pick("pool1", "pool2"));
        switch (_random.Next(10))
        {
            case < 3:
                var chief = Name(Hub.OwnerOf(ResourceKind.Workerpool, _play.Cast[pool]));
                Tell("policy", ("by", Chance(80) ? chief : Person()), ("pool", pool), ("stake", $"{Pick(0, 1, 30, 33, 100, 1000, 1001)}"), ("reward", $"{Pick(0, 1, 7, 50, 100, 101)}"));
                break;
            case < 5:
                Tell("give", ("by", Chance(80) ? owner : Person()), ("asset", asset.Name), ("to", Chance(10) ? "nobody" : Person()));
                break;
            case < 8:
                Tell("broker", ("by", Chance(85) ? "chief" : Person()), ("to", Pick("broker", "broker", "nobody")));
                break;
            case 8:
                Tell("category", ("by", Chance(80) ? "chief" : Person()), ("seconds", Pick("0", "10", "4294967295", "4294967296")));
                break;
            default:
                Tell("import", ("by", "stranger"), ("worker", Pick(Cast.Workers)));
                break;
        }
    }
}
