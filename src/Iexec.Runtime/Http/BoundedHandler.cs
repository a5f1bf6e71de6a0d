namespace Iexec.Runtime;

/// <summary>Cuts off answers that are too large or too late, while they are read too.</summary>
internal sealed class BoundedHandler(HttpBounds usual, TimeProvider time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var bounds = usual.Of(request);
        var exchange = new Exchange(request.RequestUri!.WithoutSecrets(), bounds, time);
        try
        {
            var response = await exchange.WithinAsync(ct => base.SendAsync(request, ct), cancellationToken);
            if (response.Content.Headers.ContentLength > bounds.Bytes)
            {
                response.Dispose();
                throw exchange.TooLarge();
            }
            response.Content = new BoundedContent(response.Content, exchange);
            return response;
        }
        catch
        {
            exchange.Dispose();
            throw;
        }
    }
}

/// <summary>One request and its answer, with what is left of their bounds.</summary>
internal sealed class Exchange(string with, HttpBounds bounds, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _limit = new(bounds.Time, time);
    private long _left = bounds.Bytes;

    public async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, ct);
        try
        {
            return await act(either.Token);
        }
        catch (OperationCanceledException) when (_limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new TimeLimitException($"{with} did not answer", bounds.Time);
        }
    }

    public void Spend(int bytes)
    {
        if ((_left -= bytes) < 0)
            throw TooLarge();
    }

    public TooLargeException TooLarge() => new($"{with} answered more than {bounds.Bytes} bytes");

    public void Dispose() => _limit.Dispose();
}
