using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>Reads a hub's logs.</summary>
public static class HubEvents
{
    private static readonly Dictionary<Bytes32, (AbiEvent Abi, Func<Log, object[], HubEvent> Read)> Readers = new (string, Func<Log, object[], HubEvent>)[]
    {
        ("event SchedulerNotice(address indexed workerpool, bytes32 dealid)", (l, v) => new SchedulerNotice(l, (Address)v[0], Deal(v[1]))),
        ("event OrdersMatched(bytes32 dealid, bytes32 appHash, bytes32 datasetHash, bytes32 workerpoolHash, bytes32 requestHash, uint256 volume)",
            (l, v) => new OrdersMatched(l, Deal(v[0]), Order(v[1]), Order(v[2]), Order(v[3]), Order(v[4]), AbiRead.UInt64(v[5]))),
        ("event ClosedAppOrder(bytes32 appHash)", (l, v) => new OrderClosed(l, OrderKind.App, Order(v[0]))),
        ("event ClosedDatasetOrder(bytes32 datasetHash)", (l, v) => new OrderClosed(l, OrderKind.Dataset, Order(v[0]))),
        ("event ClosedWorkerpoolOrder(bytes32 workerpoolHash)", (l, v) => new OrderClosed(l, OrderKind.Workerpool, Order(v[0]))),
        ("event ClosedRequestOrder(bytes32 requestHash)", (l, v) => new OrderClosed(l, OrderKind.Request, Order(v[0]))),
        ("event Transfer(address indexed from, address indexed to, uint256 value)", (l, v) => new EscrowTransfer(l, (Address)v[0], (Address)v[1], AbiRead.Rlc(v[2]))),
        ("event Reward(address owner, uint256 amount, bytes32 ref)", (l, v) => new Rewarded(l, (Address)v[0], AbiRead.Rlc(v[1]), Task(v[2]))),
        ("event Seize(address owner, uint256 amount, bytes32 ref)", (l, v) => new Seized(l, (Address)v[0], AbiRead.Rlc(v[1]), Task(v[2]))),
        ("event TaskInitialize(bytes32 indexed taskid, address indexed workerpool)", (l, v) => new TaskInitialized(l, Task(v[0]), (Address)v[1])),
        ("event TaskContribute(bytes32 indexed taskid, address indexed worker, bytes32 hash)", (l, v) => new TaskContributed(l, Task(v[0]), (Address)v[1], (Bytes32)v[2])),
        ("event TaskConsensus(bytes32 indexed taskid, bytes32 consensus)", (l, v) => new TaskConsensus(l, Task(v[0]), (Bytes32)v[1])),
        ("event TaskReveal(bytes32 indexed taskid, address indexed worker, bytes32 digest)", (l, v) => new TaskRevealed(l, Task(v[0]), (Address)v[1], (Bytes32)v[2])),
        ("event TaskReopen(bytes32 indexed taskid)", (l, v) => new TaskReopened(l, Task(v[0]))),
        ("event TaskFinalize(bytes32 indexed taskid, bytes results)", (l, v) => new TaskFinalized(l, Task(v[0]), (byte[])v[1])),
        ("event TaskClaimed(bytes32 indexed taskid)", (l, v) => new TaskClaimed(l, Task(v[0]))),
        ("event CreateCategory(uint256 catid, string name, string description, uint256 workClockTimeRef)",
            (l, v) => new CategoryCreated(l, new(AbiRead.UInt64(v[0]), (string)v[1], (string)v[2], AbiRead.UInt64(v[3])))),
    }.Select(e => (Abi: AbiEvent.Parse(e.Item1), Read: e.Item2)).ToDictionary(e => e.Abi.Topic);

    /// <summary>The event a log of the hub holds, be it unreadable; null if it is none of those above.</summary>
    public static HubEvent? Decode(Log log)
    {
        if (log.Topics.Count == 0 || !Readers.TryGetValue(log.Topics[0], out var reader) || !reader.Abi.Matches(log))
            return null;
        try
        {
            return reader.Read(log, reader.Abi.Decode(log));
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            return new UnreadableEvent(log, reader.Abi.Name, e.Message);
        }
    }

    private static DealId Deal(object value) => new((Bytes32)value);

    private static OrderHash Order(object value) => new((Bytes32)value);

    private static TaskId Task(object value) => new((Bytes32)value);
}
