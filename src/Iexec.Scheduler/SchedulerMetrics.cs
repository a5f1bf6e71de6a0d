using System.Diagnostics.Metrics;
using Iexec.Api;
using Iexec.Scheduler.Tasks;
using Iexec.Scheduler.Workers;

namespace Iexec.Scheduler;

/// <summary>What a pool's owner watches.</summary>
internal sealed class SchedulerMetrics
{
    private readonly Counter<long> _ended;

    public SchedulerMetrics(IMeterFactory meters, TaskQueue queue, Roster roster, SchedulerTroubles troubles)
    {
        var meter = meters.Create("iexec.scheduler");
        _ended = meter.CreateCounter<long>("iexec.scheduler.tasks.ended", description: "Tasks that are over, by state.");
        meter.CreateObservableGauge(
            "iexec.scheduler.tasks.open",
            () => Counts(queue),
            description: "Open tasks, by state.");
        meter.CreateObservableGauge(
            "iexec.scheduler.troubles",
            () => troubles.Counts().Select(c => new Measurement<long>(c.Count, new KeyValuePair<string, object?>("of", c.What))),
            description: "Things that can not be handled now, by kind.");
        meter.CreateObservableGauge("iexec.scheduler.workers.alive", () => roster.Alive.Count(), description: "Connected workers.");
        meter.CreateObservableGauge("iexec.scheduler.workers.slots", () => roster.Alive.Sum(w => w.Slots), description: "Tasks they run side by side.");
    }

    /// <summary>A task is over.</summary>
    public void Ended(TaskState state) => _ended.Add(1, new KeyValuePair<string, object?>("state", state));

    // States without a task are told too, or their last number would stand for ever.
    private static IEnumerable<Measurement<int>> Counts(TaskQueue queue)
    {
        var counts = queue.Count();
        foreach (var state in Enum.GetValues<TaskState>().Where(s => s is not (TaskState.Completed or TaskState.Failed)))
            yield return new(counts.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", state));
    }
}
