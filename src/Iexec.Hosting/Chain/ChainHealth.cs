using Iexec.Ethereum;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Iexec.Hosting;

/// <summary>Whether the node answers, and at which block it is.</summary>
internal sealed class ChainHealth(EthClient eth) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return HealthCheckResult.Healthy($"block {await eth.BlockNumberAsync(cancellationToken)}");
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException or RpcException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("the node does not answer");
        }
    }
}
