using System.Net;
using Iexec.Ethereum;
using Iexec.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Results.Store;

/// <summary>Bounds what results take on disk, those being received included: one worker's, all together, and what is left free.</summary>
internal sealed class UploadQuota(IDbContextFactory<ResultsDb> database, ResultsSettings settings)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Address, Reservation> _receiving = [];

    /// <summary>Sets bytes aside for an upload until the answer is disposed, which is after its row is written.</summary>
    /// <exception cref="UserErrorException">413, 429, 503 or 507: that would be too much.</exception>
    public async Task<IDisposable> ReserveAsync(Address uploader, long bytes, CancellationToken ct)
    {
        // Set aside before the stored bytes are read: an upload that ends in between counts twice, never not at all.
        var (own, all) = Open(uploader, bytes);
        try
        {
            await using var db = await database.CreateDbContextAsync(ct);
            var stored = await db.Results.Where(r => r.Uploader == uploader).SumAsync(r => r.Size, ct);
            if (stored + own > settings.MaxBytesPerUploader)
                throw new UserErrorException(
                    $"The results of {uploader} take {stored} bytes here; {bytes} more would exceed "
                        + $"the {settings.MaxBytesPerUploader} allowed.",
                    HttpStatusCode.RequestEntityTooLarge);
            if (await db.Results.SumAsync(r => r.Size, ct) + all > settings.MaxBytes
                || new DriveInfo(Path.GetFullPath(settings.DataFolder)).AvailableFreeSpace - all < settings.MinFreeBytes)
                throw new UserErrorException("This result store is full; use another, or try later.", HttpStatusCode.InsufficientStorage);
            return new Closing(() => Close(uploader, bytes));
        }
        catch
        {
            Close(uploader, bytes);
            throw;
        }
    }

    private (long Own, long All) Open(Address uploader, long bytes)
    {
        lock (_lock)
        {
            var before = _receiving.GetValueOrDefault(uploader);
            if (before.Uploads >= settings.UploadsAtOncePerUploader)
                throw new UserErrorException(
                    $"{uploader} has {before.Uploads} uploads going on; wait for one to end.", HttpStatusCode.TooManyRequests);
            if (_receiving.Values.Sum(r => r.Uploads) >= settings.UploadsAtOnce)
                throw new UserErrorException("This result store takes in too many results; try again.", HttpStatusCode.ServiceUnavailable);
            var own = _receiving[uploader] = new(before.Uploads + 1, before.Bytes + bytes);
            return (own.Bytes, _receiving.Values.Sum(r => r.Bytes));
        }
    }

    private void Close(Address uploader, long bytes)
    {
        lock (_lock)
        {
            var before = _receiving[uploader];
            if (before.Uploads == 1)
                _receiving.Remove(uploader);
            else
                _receiving[uploader] = new(before.Uploads - 1, before.Bytes - bytes);
        }
    }

    private readonly record struct Reservation(int Uploads, long Bytes);

    private sealed class Closing(Action close) : IDisposable
    {
        public void Dispose() => close();
    }
}
