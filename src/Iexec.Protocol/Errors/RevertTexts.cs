namespace Iexec.Protocol;

/// <summary>The meaning of the texts that the contracts revert with, which are those of the published contracts.</summary>
internal static class RevertTexts
{
    private static readonly Dictionary<string, string> Sentences = new()
    {
        ["IexecEscrow: Transfer amount exceeds balance"] =
            "not enough RLC is deposited and free for what the call locks (the payer's price, the scheduler's stake or the worker's stake): deposit more",
        ["ERC20: mint to the zero address"] = "a deposit has to go to an account, not to address zero",
        ["Create2: Failed on deploy"] = "the same content is registered for this owner already: use that entry, or change the name",
        ["Operation not supported on this chain"] = "names (ENS) cannot be set on this chain",
        ["Ownable: caller is not the owner"] = "only the contract's owner may do this: use the owner's wallet",
        ["Ownable: new owner is the zero address"] = "address zero cannot own the contract: give the address of an account",
        ["caller is not the owner"] = "only the owner of the app, dataset or workerpool may do this: use the owner's wallet",
        ["already initialized"] = "an entry gets its content when it is registered, and never changes",
        ["already-configured"] = "the hub is configured already, which happens once",
        ["not-configured"] = "the hub is not configured yet: its owner has to do so first",
        ["score-already-imported"] = "the worker's score is imported already, which happens once",
        ["fallback-disabled"] = "the contract has no such function: check that the address is the one meant",
        ["invalid-sender-or-signature"] = "only the order's owner may do this, or who has the owner's signature for it",
        ["invalid-signature-format"] = "a signature has another length than 65 bytes, or 64 in its compact form",
        ["invalid-array-length"] = "the lists of amounts and accounts go together, but have different lengths",
        ["approval-refused"] = "the contract that was approved refused the RLC",
        ["task-pending"] = "the task has no result yet: wait until it is finalised",
        ["wrong-token"] = "the hub takes RLC and no other token",
        ["failed-transferFrom"] = "the token did not hand over the deposit: check the wallet's RLC, and what it approved for the hub",
    };

    /// <summary>The sentence for a revert text; the text itself when it needs none.</summary>
    public static string Explain(string text) =>
        Sentences.TryGetValue(text, out var sentence) ? $"{sentence} ({text})" : MatchCodes.Explain(text);
}
