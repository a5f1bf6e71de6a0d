using Iexec.Runtime;
using Microsoft.AspNetCore.Hosting;

namespace Iexec.Hosting;

/// <summary>All that comes to a service from outside.</summary>
/// <param name="Time">The clock.</param>
/// <param name="Transport">How HTTP reaches others.</param>
/// <param name="Randomness">Chance.</param>
/// <param name="Server">Adds the server by which others reach the service.</param>
public sealed record ServiceSurroundings(TimeProvider Time, Transport Transport, Random Randomness, Action<IWebHostBuilder> Server)
    : Surroundings(Time, Transport, Randomness)
{
    /// <summary>The system's clock, network and randomness, and Kestrel.</summary>
    public static new ServiceSurroundings Real { get; } =
        new(Surroundings.Real.Time, Surroundings.Real.Transport, Surroundings.Real.Randomness, host => host.UseKestrelCore());
}
