namespace Iexec.Protocol;

/// <summary>What an owner does with an order on chain.</summary>
public enum OrderOperation
{
    /// <summary>Presigns it: valid without a signature.</summary>
    Sign = 0,

    /// <summary>Closes it: no volume left, for good.</summary>
    Close = 1,
}
