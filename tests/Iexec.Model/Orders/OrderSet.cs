using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>The four orders that are to become a deal.</summary>
/// <param name="App">The app order.</param>
/// <param name="Dataset">The dataset order; null, or one that names no dataset, for none: nothing in it counts then.</param>
/// <param name="Pool">The workerpool order.</param>
/// <param name="Request">The request order.</param>
public sealed record OrderSet(
    ModelOrder<AppOrder> App, ModelOrder<DatasetOrder>? Dataset, ModelOrder<WorkerpoolOrder> Pool, ModelOrder<RequestOrder> Request)
{
    /// <summary>The dataset order, if the deal is to have a dataset.</summary>
    internal ModelOrder<DatasetOrder>? DatasetUsed { get; } = Dataset?.Order.Dataset == Address.Zero ? null : Dataset;
}
