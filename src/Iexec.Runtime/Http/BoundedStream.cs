namespace Iexec.Runtime;

/// <summary>The bytes of an answer as they come, within its bounds.</summary>
internal sealed class BoundedStream(Stream inner, Exchange exchange) : IncomingStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await exchange.WithinAsync(ct => inner.ReadAsync(buffer, ct).AsTask(), cancellationToken);
        exchange.Spend(read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
