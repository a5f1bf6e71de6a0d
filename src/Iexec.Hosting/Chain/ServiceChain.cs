using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace Iexec.Hosting;

/// <summary>Registers a service's view of the chain.</summary>
public static class ServiceChain
{
    /// <summary>Registers <see cref="EthClient"/> and <see cref="HubClient"/> for the node and hub of the settings, and the node's health.</summary>
    public static IServiceCollection AddChain(this IServiceCollection services, ServiceSettings settings)
    {
        services.AddSingleton(provider => new EthClient(new JsonRpcClient(provider.GetRequiredService<Surroundings>(), settings.ChainUrl)));
        services.AddSingleton(provider => new HubClient(provider.GetRequiredService<EthClient>(), settings.Hub));
        services.AddHealthChecks().AddCheck<ChainHealth>("chain", timeout: TimeSpan.FromSeconds(5));
        return services;
    }
}
