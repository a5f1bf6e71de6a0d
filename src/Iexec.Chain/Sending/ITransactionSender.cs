using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Chain;

/// <summary>Sends a wallet's transactions.</summary>
public interface ITransactionSender
{
    /// <summary>The wallet.</summary>
    Address Wallet { get; }

    /// <summary>
    /// Puts a call in the outbox and waits until it is mined. Cancelling ends the wait, not the transaction; waiting again for the same
    /// purpose finds it.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="purpose">What it is for, such as <c>finalize:0x…</c>. The wallet sends each purpose once.</param>
    /// <param name="retry">Whether a call of that purpose that was refused or failed is sent anew.</param>
    /// <param name="ct">Cancels the wait.</param>
    /// <exception cref="TransactionRefusedException">It would have failed; nothing was sent.</exception>
    /// <exception cref="TransactionFailedException">It was mined, but reverted.</exception>
    Task<TransactionResult> SendAsync(ContractCall call, string purpose, bool retry = false, CancellationToken ct = default);
}
