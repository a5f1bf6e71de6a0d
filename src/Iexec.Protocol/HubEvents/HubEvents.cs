using System.Numerics;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>Reads a hub's logs.</summary>
public static class HubEvents
{
    private static readonly Dictionary<Bytes32, Reader> Readers = new Reader[]
    {
        new("event SchedulerNotice(address indexed workerpool, bytes32 dealid)",
            (l, v) => new SchedulerNotice(l, Address(v[0]), Deal(v[1]))),
        new("event OrdersMatched(bytes32 dealid, bytes32 appHash, bytes32 datasetHash, bytes32 workerpoolHash, bytes32 requestHash, "
            + "uint256 volume)",
            (l, v) => new OrdersMatched(l, Deal(v[0]), Order(v[1]), Order(v[2]), Order(v[3]), Order(v[4]), AbiRead.UInt64(v[5]))),
        new("event DealSponsored(bytes32 dealId, address sponsor)", (l, v) => new DealSponsored(l, Deal(v[0]), Address(v[1]))),
        new("event SignedAppOrder(bytes32 appHash)", (l, v) => new OrderSigned(l, OrderKind.App, Order(v[0]))),
        new("event SignedDatasetOrder(bytes32 datasetHash)", (l, v) => new OrderSigned(l, OrderKind.Dataset, Order(v[0]))),
        new("event SignedWorkerpoolOrder(bytes32 workerpoolHash)", (l, v) => new OrderSigned(l, OrderKind.Workerpool, Order(v[0]))),
        new("event SignedRequestOrder(bytes32 requestHash)", (l, v) => new OrderSigned(l, OrderKind.Request, Order(v[0]))),
        new("event ClosedAppOrder(bytes32 appHash)", (l, v) => new OrderClosed(l, OrderKind.App, Order(v[0]))),
        new("event ClosedDatasetOrder(bytes32 datasetHash)", (l, v) => new OrderClosed(l, OrderKind.Dataset, Order(v[0]))),
        new("event ClosedWorkerpoolOrder(bytes32 workerpoolHash)", (l, v) => new OrderClosed(l, OrderKind.Workerpool, Order(v[0]))),
        new("event ClosedRequestOrder(bytes32 requestHash)", (l, v) => new OrderClosed(l, OrderKind.Request, Order(v[0]))),
        new($"event BroadcastAppOrder({HubAbi.AppOrder} apporder)", (l, v) => new OrderBroadcast(l, AppOrder.FromAbi((object[])v[0]))),
        new($"event BroadcastDatasetOrder({HubAbi.DatasetOrder} datasetorder)",
            (l, v) => new OrderBroadcast(l, DatasetOrder.FromAbi((object[])v[0]))),
        new($"event BroadcastWorkerpoolOrder({HubAbi.WorkerpoolOrder} workerpoolorder)",
            (l, v) => new OrderBroadcast(l, WorkerpoolOrder.FromAbi((object[])v[0]))),
        new($"event BroadcastRequestOrder({HubAbi.RequestOrder} requestorder)",
            (l, v) => new OrderBroadcast(l, RequestOrder.FromAbi((object[])v[0]))),
        new("event Transfer(address indexed from, address indexed to, uint256 value)",
            (l, v) => new EscrowTransfer(l, Address(v[0]), Address(v[1]), AbiRead.Rlc(v[2]))),
        new("event Approval(address indexed owner, address indexed spender, uint256 value)",
            (l, v) => new EscrowApproval(l, Address(v[0]), Address(v[1]), (BigInteger)v[2])),
        new("event Lock(address owner, uint256 amount)", (l, v) => new EscrowLocked(l, Address(v[0]), AbiRead.Rlc(v[1]))),
        new("event Unlock(address owner, uint256 amount)", (l, v) => new EscrowUnlocked(l, Address(v[0]), AbiRead.Rlc(v[1]))),
        new("event Reward(address owner, uint256 amount, bytes32 ref)",
            (l, v) => new Rewarded(l, Address(v[0]), AbiRead.Rlc(v[1]), Task(v[2]))),
        new("event Seize(address owner, uint256 amount, bytes32 ref)",
            (l, v) => new Seized(l, Address(v[0]), AbiRead.Rlc(v[1]), Task(v[2]))),
        new("event TaskInitialize(bytes32 indexed taskid, address indexed workerpool)",
            (l, v) => new TaskInitialized(l, Task(v[0]), Address(v[1]))),
        new("event TaskContribute(bytes32 indexed taskid, address indexed worker, bytes32 hash)",
            (l, v) => new TaskContributed(l, Task(v[0]), Address(v[1]), (Bytes32)v[2])),
        new("event TaskConsensus(bytes32 indexed taskid, bytes32 consensus)", (l, v) => new TaskConsensus(l, Task(v[0]), (Bytes32)v[1])),
        new("event TaskReveal(bytes32 indexed taskid, address indexed worker, bytes32 digest)",
            (l, v) => new TaskRevealed(l, Task(v[0]), Address(v[1]), (Bytes32)v[2])),
        new("event TaskReopen(bytes32 indexed taskid)", (l, v) => new TaskReopened(l, Task(v[0]))),
        new("event TaskFinalize(bytes32 indexed taskid, bytes results)", (l, v) => new TaskFinalized(l, Task(v[0]), (byte[])v[1])),
        new("event TaskClaimed(bytes32 indexed taskid)", (l, v) => new TaskClaimed(l, Task(v[0]))),
        new("event AccurateContribution(address indexed worker, bytes32 indexed taskid)",
            (l, v) => new AccurateContribution(l, Task(v[1]), Address(v[0]))),
        new("event FaultyContribution(address indexed worker, bytes32 indexed taskid)",
            (l, v) => new FaultyContribution(l, Task(v[1]), Address(v[0]))),
        new("event CreateCategory(uint256 catid, string name, string description, uint256 workClockTimeRef)",
            (l, v) => new CategoryCreated(l, new(AbiRead.UInt64(v[0]), (string)v[1], (string)v[2], AbiRead.UInt64(v[3])))),
        new("event RegistriesAnnounced(address appRegistry, address datasetRegistry, address workerpoolRegistry, uint256 time)",
            (l, v) => new RegistriesAnnounced(l, Address(v[0]), Address(v[1]), Address(v[2]), AbiRead.UInt64(v[3]))),
        new("event OwnershipTransferred(address indexed previousOwner, address indexed newOwner)",
            (l, v) => new OwnershipTransferred(l, Address(v[0]), Address(v[1]))),
    }.ToDictionary(r => r.Abi.Topic);

    /// <summary>The event a log of the hub holds; null if it is none of the hub's, or holds what cannot be (beyond 64 bits).</summary>
    public static HubEvent? Decode(Log log)
    {
        if (log.Topics.Count == 0 || !Readers.TryGetValue(log.Topics[0], out var reader) || !reader.Abi.Matches(log))
            return null;
        try
        {
            return reader.Read(log, reader.Abi.Decode(log));
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static Address Address(object value) => (Address)value;

    private static DealId Deal(object value) => new((Bytes32)value);

    private static OrderHash Order(object value) => new((Bytes32)value);

    private static TaskId Task(object value) => new((Bytes32)value);

    private sealed class Reader(string declaration, Func<Log, object[], HubEvent> read)
    {
        public AbiEvent Abi { get; } = AbiEvent.Parse(declaration);

        public Func<Log, object[], HubEvent> Read => read;
    }
}
