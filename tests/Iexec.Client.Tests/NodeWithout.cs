using System.Text.Json.Nodes;

namespace Iexec.Client.Tests;

/// <summary>A node that answers a method with an error, always or when the call is too much.</summary>
internal sealed class NodeWithout(Uri node, string method, Func<JsonNode, bool>? isTooMuch = null) : HttpMessageHandler
{
    private readonly HttpClient _node = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the method is called.</summary>
    public Task Asked => _asked.Task;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        if (call is not JsonObject || call["method"]!.GetValue<string>() != method || isTooMuch?.Invoke(call["params"]![0]!) == false)
            return await _node.PostAsync(node, new StringContent(call.ToJsonString(), null, "application/json"), cancellationToken);
        _asked.TrySetResult();
        return new() { Content = new StringContent($"{{\"error\":\"{method} is not given\"}}") };
    }

    protected override void Dispose(bool disposing)
    {
        _node.Dispose();
        base.Dispose(disposing);
    }
}
