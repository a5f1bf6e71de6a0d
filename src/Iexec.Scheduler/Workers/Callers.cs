using System.Net;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Scheduler.Chain;
using Microsoft.AspNetCore.Http;

namespace Iexec.Scheduler.Workers;

/// <summary>Who calls, proven by a <see cref="WalletToken"/> for this pool and this server.</summary>
internal sealed class Callers(SchedulerSettings settings, ChainId chainId, ServiceAddress address, TimeProvider time)
{
    private readonly HashSet<Address> _workers = [.. settings.Workers];

    /// <summary>The caller's wallet.</summary>
    /// <exception cref="UserErrorException">None is proven.</exception>
    public async Task<Address> RequireAsync(HttpRequest request, CancellationToken ct)
    {
        var chain = await chainId.ReadAsync(ct);
        var own = (await address.AllAsync(ct)).Select(url => TokenAudience.Scheduler(chain, settings.Workerpool, url)).ToList();
        var header = request.Headers.Authorization.ToString();
        return own.Select(audience => WalletToken.Verify(header, audience, time.GetUtcNow())).FirstOrDefault(wallet => wallet is not null)
            ?? throw new UserErrorException(
                $"log in with a wallet: 'Authorization: Bearer address.expires.signature' for workerpool {settings.Workerpool} "
                    + $"on chain {chain} at {string.Join(" or ", own.Select(o => o.Authority))}, "
                    + $"good for at most {WalletToken.LongestLife.TotalHours:0} hours",
                HttpStatusCode.Unauthorized);
    }

    /// <summary>The caller's wallet, which may work for the pool.</summary>
    /// <exception cref="UserErrorException">None is proven, or it may not.</exception>
    public async Task<Address> RequireWorkerAsync(HttpRequest request, CancellationToken ct)
    {
        var wallet = await RequireAsync(request, ct);
        return _workers.Count == 0 || _workers.Contains(wallet)
            ? wallet
            : throw new UserErrorException($"{wallet} may not work for this pool; ask its owner", HttpStatusCode.Forbidden);
    }
}
