using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>Everything that the verbs work on.</summary>
internal sealed class HubState
{
    public HubState(Address hub, RlcToken token, Func<Address, ulong>? previousScores)
    {
        Token = token;
        Ledger = new(hub, Journal);
        StakedToken = new(Ledger, Journal);
        Scores = new(Journal, previousScores);
        Accounts.AddContract(hub);
    }

    public Journal Journal { get; } = new();

    public RlcToken Token { get; }

    public Ledger Ledger { get; }

    public StakedToken StakedToken { get; }

    public Scores Scores { get; }

    public Accounts Accounts { get; } = new();

    public Assets Assets { get; } = new();

    public OrderBook Orders { get; } = new();

    public List<Category> Categories { get; } = [];

    public Dictionary<DealId, Deal> Deals { get; } = [];

    public Dictionary<TaskId, ModelTask> Tasks { get; } = [];

    /// <summary>Who authorises contributions made with an enclave in deals to come that ask for one; zero if the schedulers do.</summary>
    public Address TeeBroker { get; set; }

    /// <summary>The broker of each deal that has one.</summary>
    public Dictionary<DealId, Address> Brokers { get; } = [];

    /// <summary>Until when the kitty gives nothing.</summary>
    public ulong KittyRestsUntil { get; set; }
}
