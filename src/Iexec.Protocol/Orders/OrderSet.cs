using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>The orders of a match.</summary>
/// <param name="App">The app order.</param>
/// <param name="Dataset">The dataset order; null for none.</param>
/// <param name="Pool">The workerpool order.</param>
/// <param name="Request">The request order.</param>
public readonly record struct OrderSet(AppOrder App, DatasetOrder? Dataset, WorkerpoolOrder Pool, RequestOrder Request)
{
    /// <summary>The dataset sold; zero for none.</summary>
    public Address Data => Dataset?.Dataset ?? Address.Zero;

    /// <summary>The tag of the deal they would make.</summary>
    public Tag Tag => App.Tag | (Dataset?.Tag.WithoutFramework() ?? Tag.None) | Request.Tag;

    /// <summary>What one task costs.</summary>
    /// <exception cref="OverflowException">More RLC than can exist.</exception>
    public Rlc Price => App.AppPrice + (Dataset?.DatasetPrice ?? Rlc.Zero) + Pool.WorkerpoolPrice;
}
