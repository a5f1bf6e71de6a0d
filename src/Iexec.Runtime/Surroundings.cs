namespace Iexec.Runtime;

/// <summary>All that comes from outside a program, so that a simulation can give its own: nothing else makes a clock, a socket or chance.</summary>
/// <param name="Time">The clock, also for every wait.</param>
/// <param name="Transport">How HTTP reaches an address.</param>
/// <param name="Randomness">Chance. That of <see cref="Real"/> cannot be foreseen; a simulation gives a seeded one.</param>
public record Surroundings(TimeProvider Time, Transport Transport, Random Randomness)
{
    /// <summary>The system's clock, network and randomness.</summary>
    public static Surroundings Real { get; } = new(TimeProvider.System, RealTransport.HandlerFor, new SecureRandom());

    /// <summary>A client whose every answer is bounded in bytes and time; a single request may set bounds of its own.</summary>
    /// <param name="bounds">What an answer may take.</param>
    /// <param name="reach">Which addresses it may connect to.</param>
    /// <param name="around">Wraps what sends a request, within its bounds, such as to try again; nothing when null.</param>
    public HttpClient CreateHttp(
        HttpBounds bounds, Reach reach = Reach.Anywhere, Func<HttpMessageHandler, HttpMessageHandler>? around = null)
    {
        HttpMessageHandler sender = new RoutingHandler(Transport, reach);
        var bounded = new BoundedHandler(bounds, Time, around?.Invoke(sender) ?? sender);
        // The bounds are the handler's, by this record's clock; the client's own limit knows only the system's.
        var http = new HttpClient(bounded) { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.Add(UserAgent.Value);
        return http;
    }
}
