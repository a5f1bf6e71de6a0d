using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Client;

/// <summary>What someone wants to run.</summary>
/// <param name="App">The app.</param>
/// <param name="MaxPrice">The most that one task may cost: app, dataset and workerpool together.</param>
public sealed record RunRequest(Address App, Rlc MaxPrice)
{
    /// <summary>The run's parameters, as <see cref="DealParams.ToText"/> writes them, or bare arguments.</summary>
    public string Params { get; init; } = "";

    /// <summary>The dataset; zero for none.</summary>
    public Address Dataset { get; init; }

    /// <summary>Only this workerpool; zero for any.</summary>
    public Address Workerpool { get; init; }

    /// <summary>The category's id: how long the app may run.</summary>
    public ulong Category { get; init; }

    /// <summary>How sure the result must be.</summary>
    public ulong Trust { get; init; } = 1;

    /// <summary>What the machine must offer.</summary>
    public Tag Tag { get; init; }

    /// <summary>How many tasks.</summary>
    public ulong Volume { get; init; } = 1;

    /// <summary>The contract told of results; zero for none.</summary>
    public Address Callback { get; init; }

    /// <summary>The request order, not signed yet.</summary>
    /// <param name="requester">Who pays.</param>
    public RequestOrder ToOrder(Address requester) => new(
        App, MaxPrice, Dataset, Dataset == Address.Zero ? Rlc.Zero : MaxPrice, Workerpool, MaxPrice, requester, Volume, Tag, Category,
        Trust, requester, Callback, Params, Orders.NewSalt());
}
