using System.Threading.Channels;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;

namespace Iexec.Scheduler.Tasks;

/// <summary>
/// Looks for tasks' results in the result store, beside the looks at tasks: these take what is known, and are made again when there is
/// news. The store itself takes only what hashes to the digest on chain. What was found is remembered until the task is over.
/// </summary>
internal sealed class ResultProbe(StoredResults store, TaskQueue queue, SchedulerTroubles troubles)
{
    private const int QuestionsAtOnce = 4;
    private const int DownloadsAtOnce = 2;
    private const int MostRemembered = 5_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<TaskId, Finding> _findings = [];
    private readonly Channel<Finding> _questions = Channel.CreateUnbounded<Finding>();
    private readonly Channel<Finding> _downloads = Channel.CreateUnbounded<Finding>();

    /// <summary>The view with the stored result and the bytes for the deal's callback, as far as known; asks for what is not.</summary>
    public TaskView AddTo(TaskView view)
    {
        var task = view.Chain.Id;
        var hasCallback = view.Deal.Callback != Address.Zero;
        lock (_lock)
        {
            if (!_findings.TryGetValue(task, out var finding) || finding.Digest != view.Chain.ResultDigest)
            {
                if (_findings.Count >= MostRemembered)
                    _findings.Clear();
                _findings[task] = finding = new(task, view.Chain.ResultDigest, hasCallback);
            }
            if (!finding.IsComplete && !finding.IsAsked && troubles.Results.IsDue(task))
            {
                finding.IsAsked = true;
                (finding.Link is null ? _questions : _downloads).Writer.TryWrite(finding);
            }
            return finding.IsComplete
                ? view with { StoredResult = finding.Link, CallbackData = finding.CallbackData }
                : view with { StoreTrouble = finding.Trouble ?? (finding.Link is null ? null : "the result is read for the deal's callback") };
        }
    }

    /// <summary>A task is over.</summary>
    public void Forget(TaskId task)
    {
        lock (_lock)
            _findings.Remove(task);
        troubles.Results.Over(task);
    }

    /// <summary>Answers what was asked for, until cancelled.</summary>
    public Task RunAsync(CancellationToken ct) => Task.WhenAll(
        SideBySide.ForEachAsync(Enumerable.Repeat(_questions, QuestionsAtOnce), QuestionsAtOnce, LaneAsync, ct),
        SideBySide.ForEachAsync(Enumerable.Repeat(_downloads, DownloadsAtOnce), DownloadsAtOnce, LaneAsync, ct));

    private async Task LaneAsync(Channel<Finding> questions, CancellationToken ct)
    {
        while (true)
        {
            var finding = await questions.Reader.ReadAsync(ct);
            var isNews = true;
            try
            {
                isNews = await AnswerAsync(finding, ct);
                finding.Trouble = null;
                troubles.Results.Over(finding.Task);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                finding.Trouble = e.Message;
                troubles.Results.Failed(finding.Task, e.Message);
            }
            lock (_lock)
                finding.IsAsked = false;
            if (isNews)
                queue.Touch(finding.Task);
        }
    }

    // Whether there is news.
    private async Task<bool> AnswerAsync(Finding finding, CancellationToken ct)
    {
        if (finding.Link is not { } link)
            return (finding.Link = await store.FindAsync(finding.Task, ct)) is not null;
        finding.CallbackData = await store.CallbackDataAsync(finding.Task, link, ct);
        finding.IsRead = true;
        return true;
    }

    private sealed class Finding(TaskId task, Bytes32 digest, bool hasCallback)
    {
        public TaskId Task => task;

        public Bytes32 Digest => digest;

        public ResultLink? Link { get; set; }

        public byte[]? CallbackData { get; set; }

        public bool IsRead { get; set; }

        public bool IsAsked { get; set; }

        public string? Trouble { get; set; }

        public bool IsComplete => Link is not null && (IsRead || !hasCallback);
    }
}
