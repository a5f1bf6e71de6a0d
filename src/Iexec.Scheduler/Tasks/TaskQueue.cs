using Iexec.Api;
using Iexec.Protocol;
using Iexec.Runtime;

namespace Iexec.Scheduler.Tasks;

/// <summary>
/// Which open tasks to look at when: those that are due first come first, whatever made them due. It only saves work: what it forgets is
/// looked at again on the timer.
/// </summary>
internal sealed class TaskQueue(WakeUp wake, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TaskId, Entry> _tasks = [];
    private readonly PriorityQueue<Spot, (DateTimeOffset Due, long Number)> _line = new();
    private long _places;
    private int _unseen;

    /// <summary>How many tasks are open.</summary>
    public int Open
    {
        get
        {
            lock (_lock)
                return _tasks.Count;
        }
    }

    /// <summary>Whether each open task was looked at since the start.</summary>
    public bool IsSeen
    {
        get
        {
            lock (_lock)
                return _unseen == 0;
        }
    }

    /// <summary>Something may have happened to a task.</summary>
    public void Touch(TaskId task)
    {
        lock (_lock)
            TouchLocked(task);
        wake.Give();
    }

    /// <summary>Workers have become free: as many tasks that wait for one are looked at.</summary>
    public void TouchWaiting(int count)
    {
        lock (_lock)
        {
            foreach (var (task, _) in _tasks
                .Where(t => t.Value.State is TaskState.Queued or TaskState.Undecided)
                .OrderByDescending(t => t.Value.State == TaskState.Queued)
                .Take(count)
                .ToList())
                TouchLocked(task);
        }
        wake.Give();
    }

    /// <summary>A task that was taken is to be looked at again at a time, unless something happens before.</summary>
    public void Schedule(TaskId task, TaskState? state, DateTimeOffset due)
    {
        lock (_lock)
        {
            var entry = EntryOf(task);
            var wasTouched = Return(entry);
            entry.State = state ?? entry.State;
            Put(task, entry, wasTouched ? time.GetUtcNow() : due);
        }
    }

    /// <summary>A task that was taken is over.</summary>
    public void End(TaskId task)
    {
        lock (_lock)
        {
            if (!_tasks.TryGetValue(task, out var entry))
                return;
            // Its end may have been taken back meanwhile.
            if (Return(entry))
                Put(task, entry, time.GetUtcNow());
            else
                _tasks.Remove(task);
        }
    }

    /// <summary>There is no such task any more.</summary>
    public void Forget(TaskId task)
    {
        lock (_lock)
        {
            if (_tasks.Remove(task, out var entry))
                Return(entry);
        }
    }

    /// <summary>A task to look at now, for nobody else until it is scheduled or ended.</summary>
    public bool TryTake(out TaskId task)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            while (_line.TryPeek(out var place, out var order))
            {
                var isValid = _tasks.TryGetValue(place.Task, out var entry) && entry.Number == place.Number;
                if (isValid && order.Due > now)
                    break;
                _line.Dequeue();
                if (!isValid)
                    continue;
                (entry!.IsTaken, entry.Number) = (true, -1);
                task = place.Task;
                return true;
            }
            task = default;
            return false;
        }
    }

    /// <summary>How many open tasks are in each state.</summary>
    public IReadOnlyDictionary<TaskState, int> Count()
    {
        lock (_lock)
            return _tasks.Values.GroupBy(t => t.State).ToDictionary(g => g.Key, g => g.Count());
    }

    private void TouchLocked(TaskId task)
    {
        var entry = EntryOf(task);
        var now = time.GetUtcNow();
        if (entry.IsTaken)
            entry.WasTouched = true;
        else if (entry.Number < 0 || entry.Due > now)
            Put(task, entry, now);
    }

    private Entry EntryOf(TaskId task)
    {
        if (_tasks.TryGetValue(task, out var known))
            return known;
        _unseen++;
        return _tasks[task] = new();
    }

    private void Put(TaskId task, Entry entry, DateTimeOffset due)
    {
        (entry.Due, entry.Number) = (due, _places++);
        _line.Enqueue(new(task, entry.Number), (due, entry.Number));
    }

    // Whether it was touched while it was taken.
    private bool Return(Entry entry)
    {
        if (!entry.IsSeen)
            _unseen--;
        var wasTouched = entry.WasTouched;
        (entry.IsSeen, entry.IsTaken, entry.WasTouched) = (true, false, false);
        return wasTouched;
    }

    private readonly record struct Spot(TaskId Task, long Number);

    private sealed class Entry
    {
        public TaskState State { get; set; }

        public DateTimeOffset Due { get; set; }

        /// <summary>Its place in the line; negative for none.</summary>
        public long Number { get; set; } = -1;

        public bool IsTaken { get; set; }

        public bool WasTouched { get; set; }

        public bool IsSeen { get; set; }
    }
}
