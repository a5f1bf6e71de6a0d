using System.Net;
using System.Text;
using Iexec.Hosting;
using Iexec.Runtime;

namespace Iexec.Scheduler.Tests.Network;

/// <summary>What stands between a scheduler and the others: a test lets it answer some requests itself, or damage answers.</summary>
internal sealed class Interference : HttpMessageHandler
{
    private const string Selector = "eth_call";

    /// <summary>The answer to a request with a body, in place of the real one; null lets it through.</summary>
    public Func<Uri, string, CancellationToken, Task<HttpResponseMessage?>> Instead { get; set; } = (_, _, _) => Task.FromResult<HttpResponseMessage?>(null);

    /// <summary>What becomes of the answer of the node.</summary>
    public Func<string, string> Damage { get; set; } = answer => answer;

    /// <summary>The scheduler's surroundings with this in between.</summary>
    public ServiceSurroundings Surroundings(TimeProvider? time = null) => ServiceSurroundings.Real with { Transport = (_, _) => this, Time = time ?? TimeProvider.System };

    /// <summary>Answers a read of a contract that names something with what is no such value.</summary>
    public void Spoil(params string[] named) => Instead = (_, body, _) => Task.FromResult(
        body.Contains(Selector, StringComparison.Ordinal) && named.All(n => body.Contains(n, StringComparison.OrdinalIgnoreCase))
            ? Json("""{"jsonrpc":"2.0","id":1,"result":"0x01"}""")
            : null);

    public static HttpResponseMessage Json(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        if (await Instead(request.RequestUri!, body, cancellationToken) is { } instead)
            return instead;
        using var real = new HttpMessageInvoker(ServiceSurroundings.Real.Transport(request.RequestUri!, Reach.Anywhere), disposeHandler: false);
        var answer = await real.SendAsync(request, cancellationToken);
        return request.Method == HttpMethod.Post && body.Contains("jsonrpc", StringComparison.Ordinal)
            ? Json(Damage(await answer.Content.ReadAsStringAsync(cancellationToken)))
            : answer;
    }
}
