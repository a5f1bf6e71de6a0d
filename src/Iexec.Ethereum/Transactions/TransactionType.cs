namespace Iexec.Ethereum;

/// <summary>The kinds of transactions that can be made (EIP-2718).</summary>
public enum TransactionType
{
    /// <summary>With a gas price; replay-protected by the chain id since EIP-155.</summary>
    Legacy = 0,

    /// <summary>With a gas price and an access list (EIP-2930).</summary>
    AccessList = 1,

    /// <summary>With a base fee and a priority fee (EIP-1559).</summary>
    DynamicFee = 2,
}
