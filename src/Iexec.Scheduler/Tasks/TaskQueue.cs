using Iexec.Protocol;
using Iexec.Runtime;

namespace Iexec.Scheduler.Tasks;

/// <summary>Which open tasks to look at when. It only saves work: what it forgets is looked at again on the timer.</summary>
internal sealed class TaskQueue(WakeUp wake)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TaskId, (DateTimeOffset Due, TaskState State)> _tasks = [];

    /// <summary>Something may have happened to a task.</summary>
    public void Touch(TaskId task)
    {
        lock (_lock)
            _tasks[task] = (DateTimeOffset.MinValue, _tasks.TryGetValue(task, out var known) ? known.State : TaskState.Initializing);
        wake.Give();
    }

    /// <summary>Workers have become free: as many tasks that wait for one are looked at.</summary>
    public void TouchWaiting(int count)
    {
        List<TaskId> waiting;
        lock (_lock)
            waiting = [.. _tasks.Where(t => t.Value.State is TaskState.Queued or TaskState.Undecided).OrderByDescending(t => t.Value.State == TaskState.Queued).Select(t => t.Key).Take(count)];
        waiting.ForEach(Touch);
    }

    /// <summary>A task is to be looked at again at a time, unless something happens before.</summary>
    public void Schedule(TaskId task, TaskState state, DateTimeOffset due)
    {
        lock (_lock)
        {
            if (!_tasks.TryGetValue(task, out var known) || known.Due > DateTimeOffset.MinValue)
                _tasks[task] = (due, state);
            else
                _tasks[task] = (known.Due, state);
        }
    }

    /// <summary>A task is over.</summary>
    public void Forget(TaskId task)
    {
        lock (_lock)
            _tasks.Remove(task);
    }

    /// <summary>The tasks to look at now. Each must be scheduled or forgotten afterwards.</summary>
    public IReadOnlyList<TaskId> TakeDue(DateTimeOffset now)
    {
        lock (_lock)
        {
            var due = _tasks.Where(t => t.Value.Due <= now).Select(t => t.Key).ToList();
            foreach (var task in due)
                _tasks[task] = _tasks[task] with { Due = DateTimeOffset.MaxValue };
            return due;
        }
    }

    /// <summary>How many open tasks are in each state.</summary>
    public IReadOnlyDictionary<TaskState, int> Count()
    {
        lock (_lock)
            return _tasks.Values.GroupBy(t => t.State).ToDictionary(g => g.Key, g => g.Count());
    }
}
