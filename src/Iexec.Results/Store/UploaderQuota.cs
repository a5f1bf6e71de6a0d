using System.Collections.Concurrent;
using System.Net;
using Iexec.Ethereum;
using Iexec.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Results.Store;

/// <summary>Bounds what one worker's results take on disk, those being received included.</summary>
internal sealed class UploaderQuota(IDbContextFactory<ResultsDb> database, long maxBytes)
{
    private readonly ConcurrentDictionary<Address, long> _receiving = new();

    /// <summary>Sets bytes aside for an upload until the answer is disposed, which is after its row is written.</summary>
    /// <exception cref="UserErrorException">413: that would be too much.</exception>
    public async Task<IDisposable> ReserveAsync(Address uploader, long bytes, CancellationToken ct)
    {
        // Set aside before the stored bytes are read: an upload that ends in between counts twice, never not at all.
        var receiving = _receiving.AddOrUpdate(uploader, bytes, (_, sum) => sum + bytes);
        var reservation = new Reservation(() => _receiving.AddOrUpdate(uploader, 0, (_, sum) => sum - bytes));
        try
        {
            await using var db = await database.CreateDbContextAsync(ct);
            var stored = await db.Results.Where(r => r.Uploader == uploader).SumAsync(r => r.Size, ct);
            if (stored + receiving > maxBytes)
                throw new UserErrorException($"The results of {uploader} take {stored} bytes here; {bytes} more would exceed the {maxBytes} allowed.", HttpStatusCode.RequestEntityTooLarge);
            return reservation;
        }
        catch
        {
            reservation.Dispose();
            throw;
        }
    }

    private sealed class Reservation(Action release) : IDisposable
    {
        public void Dispose() => release();
    }
}
