using Iexec.Protocol;

namespace Iexec.Client;

/// <summary>What a deal of some orders would be, as it is shown before it is made.</summary>
/// <param name="Orders">The orders.</param>
/// <param name="Volume">How many tasks: what is left of all of them.</param>
/// <param name="Total">What they cost together.</param>
/// <param name="Consumed">How much of the request is consumed already: the index of the deal's first task.</param>
public sealed record DealTerms(OrderSet Orders, ulong Volume, Rlc Total, ulong Consumed)
{
    /// <summary>What one task costs.</summary>
    public Rlc Price => Orders.Price;

    /// <summary>Each part of the price, and the sum that leaves the requester's account.</summary>
    public override string ToString()
    {
        var dataset = Orders.Dataset is { } data ? $", dataset {data.DatasetPrice}" : "";
        return $"{Price} a task (app {Orders.App.AppPrice}{dataset}, workerpool {Orders.Pool.WorkerpoolPrice}), "
            + $"{Volume} task(s) on workerpool {Orders.Pool.Workerpool}: {Total} in all from the account of {Orders.Request.Requester}";
    }

    /// <summary>Refuses a price that is too high.</summary>
    /// <param name="most">The most that one task may cost, all parts together.</param>
    /// <exception cref="UserException">It costs more.</exception>
    public DealTerms AtMost(Rlc most) => Price <= most
        ? this
        : throw new UserException($"a task costs {Price}, more than the {most} that is to be paid at most");
}
