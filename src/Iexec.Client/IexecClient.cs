using Iexec.Api;
using Iexec.Chain;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;

namespace Iexec.Client;

/// <summary>
/// Everything a user does with the network, on one chain and with one wallet. Without a wallet it reads only.
/// </summary>
/// <param name="chain">The chain.</param>
/// <param name="surroundings">The network to every service, the clock and chance.</param>
/// <param name="key">The wallet; null to read only.</param>
/// <param name="sender">What sends the wallet's transactions; null to read only.</param>
public sealed class IexecClient(ChainConfig chain, Surroundings surroundings, PrivateKey? key, ITransactionSender? sender)
{
    private readonly HttpClient http = surroundings.CreateHttp(HttpBounds.Message);
    private readonly ulong chainId = ulong.TryParse(chain.Id, out var id)
        ? id
        : throw new UserException($"chain.json: the chain's id '{chain.Id}' is no number");

    /// <summary>The chain's entry in <c>chain.json</c>.</summary>
    public ChainConfig Chain => chain;

    /// <summary>The node.</summary>
    public EthClient Eth { get; } = new(new JsonRpcClient(surroundings, chain.Host));

    /// <summary>The hub, to read.</summary>
    public HubClient Hub => new(Eth, chain.Hub);

    /// <summary>The hub's calls.</summary>
    public HubCalls Calls => new(chain.Hub);

    /// <summary>The EIP-712 domain of orders.</summary>
    public Eip712Domain Domain => OrderHashing.Domain(chainId, chain.Hub);

    /// <summary>The market.</summary>
    /// <exception cref="UserException"><c>chain.json</c> names none.</exception>
    public MarketClient Market => new(http, Need(chain.IexecGateway, "iexecGateway"), chainId);

    /// <summary>The wallet's key.</summary>
    /// <exception cref="UserException">There is no wallet.</exception>
    public PrivateKey Key => key ?? throw new UserException("this needs a wallet: create one with 'iexec wallet create'");

    /// <summary>Deposits, withdrawals, balances.</summary>
    public Accounts Accounts => new(this);

    /// <summary>Apps, datasets and workerpools.</summary>
    public Resources Resources => new(this);

    /// <summary>Signing, publishing, closing and matching orders.</summary>
    public Orders Orders => new(this);

    /// <summary>What happened to deals and tasks.</summary>
    public History History => new(this, surroundings.Time);

    /// <summary>Results.</summary>
    public ResultDownloads Results => new(this, http, Need(chain.IpfsGateway, "ipfsGateway"));

    /// <summary>Where a workerpool's scheduler is, in the words of the pool's owner.</summary>
    /// <exception cref="UserException">The market's answer is not signed by the owner, or has expired.</exception>
    public async Task<Uri> SchedulerUrlAsync(Address workerpool, CancellationToken ct)
    {
        var market = Need(chain.Compass ?? chain.IexecGateway, "compass");
        var entry = await new MarketClient(http, market, chainId).SchedulerAsync(workerpool, ct);
        var owner = await Resources.OwnerAsync(ResourceKind.Workerpool, workerpool, ct);
        return entry.Refusal(chainId, workerpool, owner, surroundings.Time.GetUtcNow()) is { } refusal
            ? throw new UserException($"the entry in which {market.Authority} names the scheduler {refusal}")
            : entry.ApiUrl;
    }

    /// <summary>The scheduler of a workerpool.</summary>
    /// <exception cref="UserException">The market's answer is not signed by the owner, or has expired.</exception>
    public async Task<SchedulerClient> SchedulerAsync(Address workerpool, CancellationToken ct) =>
        new(http, await SchedulerUrlAsync(workerpool, ct));

    /// <summary>A login token for a workerpool's scheduler, valid for an hour and at that address only.</summary>
    public string SchedulerToken(Address workerpool, Uri address) =>
        WalletToken.Issue(Key, TokenAudience.Scheduler(chainId, workerpool, address), surroundings.Time.GetUtcNow().AddHours(1));

    /// <summary>Sends a transaction of the wallet and waits for its receipt.</summary>
    /// <exception cref="UserException">There is no wallet.</exception>
    internal Task<TransactionResult> SendAsync(ContractCall call, string purpose, CancellationToken ct) =>
        (sender ?? throw new UserException("this needs a wallet: create one with 'iexec wallet create'"))
            .SendAsync(call, $"{purpose}:{Guid.NewGuid():N}", ct: ct);

    private static Uri Need(Uri? url, string name) =>
        url ?? throw new UserException($"chain.json has no '{name}' for this chain: add the address of that service");
}
