using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model.Tests;

/// <summary>Everyone and everything that scripts name.</summary>
public sealed class Cast
{
    /// <summary>What everyone has at the start, in the escrow and again in the wallet.</summary>
    public static readonly Rlc Fortune = new(1000 * Rlc.NanoPerRlc);

    /// <summary>Who takes part.</summary>
    public static readonly string[] People =
        ["requester", "friend", "appowner", "dataowner", "scheduler", "rival", "broker", "enclave", "stranger", .. Workers];

    /// <summary>Contracts: one that signs, a group, one that takes results and one that burns the gas it gets for that, an earlier hub.</summary>
    public static readonly IReadOnlyDictionary<string, byte[]> Contracts = new Dictionary<string, byte[]>
    {
        // isValidSignature(hash, signature): the signature is the hash itself.
        ["wallet"] = Hex.Decode("0x60043560643514631626ba7e60e01b025f5260205ff3"),
        // keyHasPurpose(key, purpose): even keys, purpose 4.
        ["club"] = Hex.Decode("0x60043560011615602435600414165f5260205ff3"),
        // Whatever it is called with, it logs.
        ["receiver"] = Hex.Decode("0x365f5f37365fa000"),
        ["burner"] = [0xfe],
        // viewScore(worker): the last six bits of its address.
        ["oldhub"] = Hex.Decode("0x600435603f165f5260205ff3"),
    };

    /// <summary>Assets with their first owners.</summary>
    public static readonly (string Name, ResourceKind Kind, string Owner)[] Assets =
    [
        ("app1", ResourceKind.App, "appowner"), ("app2", ResourceKind.App, "wallet"),
        ("data1", ResourceKind.Dataset, "dataowner"), ("data2", ResourceKind.Dataset, "wallet"),
        ("pool1", ResourceKind.Workerpool, "scheduler"), ("pool2", ResourceKind.Workerpool, "rival"),
    ];

    private const ulong ChainId = 31337;

    private static readonly Dictionary<string, PrivateKey> Keys = People.ToDictionary(p => p, NewKey);

    private readonly Dictionary<string, Address> _addresses;

    /// <param name="chief">The hub's owner.</param>
    /// <param name="hub">The hub.</param>
    /// <param name="token">The RLC token.</param>
    /// <param name="registries">Where the registries are.</param>
    /// <param name="assets">Where the assets are, in their order.</param>
    public Cast(Address chief, Address hub, Address token, IReadOnlyDictionary<ResourceKind, Address> registries, IEnumerable<Address> assets)
    {
        Hub = hub;
        Token = token;
        Registries = registries;
        Domain = OrderHashing.Domain(ChainId, hub);
        _addresses = People.ToDictionary(p => p, AddressOf);
        foreach (var contract in Contracts.Keys)
            _addresses.Add(contract, AddressOf(contract));
        foreach (var (asset, address) in Assets.Zip(assets))
            _addresses.Add(asset.Name, address);
        _addresses.Add("chief", chief);
        _addresses.Add("hub", hub);
        _addresses.Add("kitty", PocoConstants.Kitty);
        _addresses.Add("nobody", Address.Zero);
    }

    /// <summary>Workers, by number from 1.</summary>
    public static string[] Workers => [.. Enumerable.Range(1, 6).Select(n => $"worker{n}")];

    public Address Hub { get; }

    /// <summary>The RLC token.</summary>
    public Address Token { get; }

    public IReadOnlyDictionary<ResourceKind, Address> Registries { get; }

    /// <summary>Under which orders are signed.</summary>
    public Eip712Domain Domain { get; }

    /// <summary>Everyone with an account in the escrow.</summary>
    public IEnumerable<string> Names => _addresses.Keys;

    /// <summary>Where someone or something is. Beyond the cast, <c>extra1</c>, <c>extra2</c> … are people without money.</summary>
    public Address this[string name] => _addresses.TryGetValue(name, out var address)
        ? address
        : KeyOf(name).Address;

    /// <summary>What an address is called here; the address itself if nothing.</summary>
    public string NameOf(Address address) => _addresses.FirstOrDefault(a => a.Value == address).Key ?? address.ToString();

    /// <summary>Where a person or a helping contract is.</summary>
    public static Address AddressOf(string name) => Keys.TryGetValue(name, out var key)
        ? key.Address
        : Address.FromBytes(Keccak256.HashText(name).ToBytes().AsSpan(12));

    public static PrivateKey KeyOf(string person) => Keys.TryGetValue(person, out var key) ? key
        : person.StartsWith("extra", StringComparison.Ordinal) ? NewKey(person)
        : throw new FormatException($"nobody with a key is called '{person}'");

    /// <summary>What the group of the cast takes for a member.</summary>
    public static bool IsOfClub(Address account) => (account.ToBytes()[^1] & 1) == 0;

    /// <summary>What the earlier hub of the cast says of a worker.</summary>
    public static ulong OldScore(Address worker) => (ulong)worker.ToBytes()[^1] & 0x3f;

    /// <summary>A hub where everyone has a fortune, and the assets are registered.</summary>
    public HubModel Start()
    {
        var token = new RlcToken();
        var hub = new HubModel(Hub, this["chief"], token, OldScore);
        foreach (var contract in Contracts.Keys)
            hub.AddContract(this[contract]);
        hub.AddGroup(this["club"], IsOfClub);
        foreach (var (name, kind, owner) in Assets)
            hub.Register(kind, this[name], this[owner]);
        foreach (var category in Category.Published)
            hub.CreateCategory(this["chief"], category.Name, category.Description, category.WorkClockTimeRef);
        foreach (var person in People.Append("wallet"))
        {
            token.Mint(this[person], Fortune + Fortune);
            token.ApproveHub(this[person], Approved(person));
            hub.Deposit(this[person], Fortune, this[person]);
        }
        return hub;
    }

    /// <summary>What the hub may take of a wallet; of the stranger's no more than it has taken at the start.</summary>
    public static ulong Approved(string person) => person == "stranger" ? Fortune.Nano : ulong.MaxValue;

    private static PrivateKey NewKey(string person) => PrivateKey.FromBytes(Keccak256.HashText(person).ToBytes());
}
