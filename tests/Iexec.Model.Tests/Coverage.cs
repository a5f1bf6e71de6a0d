using System.Collections.Concurrent;

namespace Iexec.Model.Tests;

/// <summary>What scripts did, and what they were refused.</summary>
internal sealed class Coverage
{
    private readonly ConcurrentDictionary<string, int> _accepted = [];
    private readonly ConcurrentDictionary<string, int> _refused = [];
    private readonly ConcurrentDictionary<string, int> _events = [];

    /// <summary>What a run of many scripts must have seen to be worth something.</summary>
    public static IEnumerable<string> Expected { get; } =
    [
        // done
        "deposit", "withdraw", "transfer", "approve", "transferfrom", "give", "policy", "broker", "category", "import", "sign", "close",
        "match", "sponsor", "buy", "initialize", "contribute", "reveal", "reopen", "finalize", "complete", "claim",

        // logged
        "SignedDatasetOrder", "ClosedDatasetOrder", "TaskConsensus", "AccurateContribution", "FaultyContribution",

        // refused
        .. new[]
        {
            "00", "01", "02", "03", "04", "05", "06", "07", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "1a", "1b",
            "20", "21", "30", "31", "40", "41", "50", "60",
        }.Select(code => $"iExecV5-matchOrders-0x{code}"),
        "NumberTooLarge", "DataTooLong", "TrustTooHigh", "PolicyOutOfBounds", "TimeRefOutOfBounds", "ERC20InsufficientBalance",
        "ERC20InsufficientAllowance", "IexecEscrow: Transfer amount exceeds balance", "invalid-signature-format", "invalid-sender-or-signature",
        "score-already-imported", "CallerIsNotTheRequester", "UnknownDeal", "UnknownTask", "TaskIndexOutOfRange", "TaskAlreadyInitialized", "WrongTaskStatus",
        "CallerIsNotTheScheduler", "ContributionDeadlineReached", "AlreadyContributed", "EnclaveRequired", "InvalidAuthorization",
        "InvalidEnclaveSignature", "TrustAboveOne", "TaskHasContributions", "RevealDeadlineReached", "NothingToReveal", "NotInConsensus",
        "ResultHashMismatch", "ResultSealMismatch", "RevealDeadlineNotReached", "AlreadyRevealed", "FinalDeadlineReached",
        "FinalDeadlineNotReached", "RevealsMissing", "ResultsCallbackMismatch",
    ];

    public IEnumerable<string> Seen => [.. _accepted.Keys, .. _refused.Keys, .. _events.Keys];

    public void Count(IEnumerable<Answer> answers)
    {
        foreach (var answer in answers)
        {
            if (answer.Model.Refusal is { } refusal)
                Add(_refused, refusal.Name == "Error" ? refusal.ToString() : refusal.Name);
            else if (answer.Model.Events is { } events)
                Add(_accepted, answer.What.Split(' ')[0]);
            foreach (var happened in answer.Model.Events ?? [])
                Add(_events, happened.Name);
        }
    }

    public override string ToString() =>
        $"accepted: {Text(_accepted)}\nrefused: {Text(_refused)}\nevents: {Text(_events)}";

    private static void Add(ConcurrentDictionary<string, int> to, string name) => to.AddOrUpdate(name, 1, (_, n) => n + 1);

    private static string Text(ConcurrentDictionary<string, int> counts) =>
        string.Join(", ", counts.OrderByDescending(c => c.Value).Select(c => $"{c.Key} {c.Value}"));
}
