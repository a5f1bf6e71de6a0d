using System.Net;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Scheduler.Chain;
using Microsoft.AspNetCore.Http;

namespace Iexec.Scheduler.Workers;

/// <summary>Who calls, proven by a <see cref="WalletToken"/> for this pool.</summary>
internal sealed class Callers(SchedulerSettings settings, ChainId chainId, TimeProvider time)
{
    private readonly HashSet<Address> _workers = [.. settings.Workers];

    /// <summary>The caller's wallet.</summary>
    /// <exception cref="UserErrorException">None is proven.</exception>
    public async Task<Address> RequireAsync(HttpRequest request, CancellationToken ct)
    {
        var chain = await chainId.ReadAsync(ct);
        return WalletToken.Verify(request.Headers.Authorization.ToString(), WalletToken.Scheduler(chain, settings.Workerpool), time.GetUtcNow())
            ?? throw new UserErrorException(
                $"log in with a wallet: 'Authorization: Bearer address.expires.signature' for workerpool {settings.Workerpool} on chain {chain}, good for at most {WalletToken.LongestLife.TotalHours:0} hours",
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
