namespace Iexec.Worker.Running;

/// <summary>Tells when a stage of a run begins, and notes how long it takes.</summary>
internal sealed class StageClock(TimeProvider time, IProgress<RunStage> progress)
{
    private readonly List<StageTiming> _timings = [];

    public IReadOnlyList<StageTiming> Timings => _timings;

    public async Task<T> TimeAsync<T>(RunStage stage, Func<Task<T>> work)
    {
        progress.Report(stage);
        var (start, stamp) = (time.GetUtcNow(), time.GetTimestamp());
        try
        {
            return await work();
        }
        finally
        {
            _timings.Add(new StageTiming(stage, start, time.GetElapsedTime(stamp)));
        }
    }
}
