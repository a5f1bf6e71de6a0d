namespace Iexec.Runtime;

/// <summary>What an answer of somebody else may take: it is cut off beyond either.</summary>
/// <param name="Bytes">The most bytes of its body.</param>
/// <param name="Time">The longest time from the request to the body's last byte.</param>
public sealed record HttpBounds(long Bytes, TimeSpan Time)
{
    private static readonly HttpRequestOptionsKey<HttpBounds> Key = new("bounds");

    /// <summary>For messages between services: 16 MiB within 30 seconds.</summary>
    public static HttpBounds Message { get; } = new(16 << 20, TimeSpan.FromSeconds(30));

    /// <summary>Sets the bounds of one request, in place of its client's.</summary>
    public void ApplyTo(HttpRequestMessage request) => request.Options.Set(Key, this);

    internal HttpBounds Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var own) ? own : this;
}
