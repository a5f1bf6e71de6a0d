using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>One of a deal's three resources.</summary>
/// <param name="Pointer">Its contract; zero for no dataset.</param>
/// <param name="Owner">Its owner when the deal was made, who is paid.</param>
/// <param name="Price">Price of one task.</param>
public sealed record Resource(Address Pointer, Address Owner, Rlc Price);

/// <summary>A deal, as the hub keeps it. It never changes.</summary>
/// <param name="Id">Its id.</param>
/// <param name="App">The app.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Workerpool">The pool; its owner is the scheduler.</param>
/// <param name="Trust">At least 1.</param>
/// <param name="Category">The category's id.</param>
/// <param name="Tag">The union of the orders' tags.</param>
/// <param name="Requester">Who asked.</param>
/// <param name="Beneficiary">For whom results are encrypted.</param>
/// <param name="Callback">The contract told of results; zero for none.</param>
/// <param name="Params">The run's parameters.</param>
/// <param name="StartTime">When it was matched, in seconds since 1970.</param>
/// <param name="BotFirst">Index of its first task.</param>
/// <param name="BotSize">How many tasks it has.</param>
/// <param name="WorkerStake">What a worker locks for a task.</param>
/// <param name="SchedulerRewardRatio">The scheduler's part of the workers' reward, in percent.</param>
/// <param name="Sponsor">Who pays.</param>
public sealed record Deal(
    DealId Id,
    Resource App,
    Resource Dataset,
    Resource Workerpool,
    ulong Trust,
    ulong Category,
    Tag Tag,
    Address Requester,
    Address Beneficiary,
    Address Callback,
    string Params,
    ulong StartTime,
    ulong BotFirst,
    ulong BotSize,
    Rlc WorkerStake,
    ulong SchedulerRewardRatio,
    Address Sponsor)
{
    /// <summary>Exists on chain: an unknown id reads as zeros.</summary>
    public bool Exists => StartTime != 0;

    /// <summary>The ids of its tasks, in order.</summary>
    public IEnumerable<TaskId> TaskIds()
    {
        for (var i = BotFirst; i < BotFirst + BotSize; i++)
            yield return TaskId.Of(Id, i);
    }

    internal static Deal FromAbi(DealId id, object[] v) => new(
        id,
        ResourceFromAbi(v[0]),
        ResourceFromAbi(v[1]),
        ResourceFromAbi(v[2]),
        AbiRead.UInt64(v[3]),
        AbiRead.UInt64(v[4]),
        new Tag((Bytes32)v[5]),
        (Address)v[6],
        (Address)v[7],
        (Address)v[8],
        (string)v[9],
        AbiRead.UInt64(v[10]),
        AbiRead.UInt64(v[11]),
        AbiRead.UInt64(v[12]),
        AbiRead.Rlc(v[13]),
        AbiRead.UInt64(v[14]),
        (Address)v[15]);

    private static Resource ResourceFromAbi(object value)
    {
        var v = (object[])value;
        return new((Address)v[0], (Address)v[1], AbiRead.Rlc(v[2]));
    }
}
