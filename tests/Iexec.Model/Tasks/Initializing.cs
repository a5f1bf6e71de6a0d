using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>Anyone opens a task of a deal.</summary>
internal static class Initializing
{
    public static Refusal? Initialize(HubState hub, DealId dealId, ulong index)
    {
        if (!hub.Deals.TryGetValue(dealId, out var deal))
            return Errors.UnknownDeal(dealId);
        if (index < deal.BotFirst || index - deal.BotFirst >= deal.BotSize)
            return Errors.TaskIndexOutOfRange(deal, index);
        var id = TaskId.Of(dealId, index);
        if (hub.Tasks.ContainsKey(id))
            return Errors.OfTask("TaskAlreadyInitialized", id);
        hub.Tasks.Add(id, new(id, deal, index, hub.Categories[(int)deal.Category].WorkClockTimeRef));
        hub.Journal.TaskInitialize(id, deal.Workerpool.Pointer);
        return null;
    }
}
