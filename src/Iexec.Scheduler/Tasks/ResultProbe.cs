using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;

namespace Iexec.Scheduler.Tasks;

/// <summary>Asks the result store for a task's result. The store itself takes only what hashes to the digest on chain.</summary>
internal sealed class ResultProbe(HttpClient http, SchedulerSettings settings, TimeProvider time)
{
    private const long LargestArchive = 256 << 20;
    private const string NoAnswer = "the result store did not answer";
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DownloadLimit = TimeSpan.FromMinutes(5);

    private readonly ResultsClient _store = new(http, settings.ResultStore);

    /// <summary>The view with the stored result, and the bytes for the deal's callback.</summary>
    public async Task<TaskView> AddToAsync(TaskView view, CancellationToken ct)
    {
        try
        {
            var link = await time.WithinAsync(AskLimit, NoAnswer, cancel => _store.FindAsync(view.Chain.Id, cancel), ct);
            if (link is null || !IsPlain(link))
                return view;
            view = view with { StoredResult = link };
            return view.Deal.Callback == Address.Zero
                ? view
                : view with { CallbackData = await time.WithinAsync(DownloadLimit, NoAnswer, cancel => CallbackAsync(link, cancel), ct) };
        }
        catch (InvalidDataException)
        {
            // The result stands, but holds nothing for the callback.
            return view;
        }
        catch (Exception e) when (e is ApiException or TimeoutException or IOException)
        {
            return view with { StoredResult = null, StoreTrouble = e.Message };
        }
    }

    private async Task<byte[]?> CallbackAsync(ResultLink link, CancellationToken ct)
    {
        var path = Path.Combine(settings.DataFolder, $"callback-{Guid.NewGuid():N}.zip");
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await _store.DownloadAsync(link, file, LargestArchive, ct);
        file.Position = 0;
        await using var archive = await ResultArchive.OpenAsync(file, null, ct);
        return (await archive.ComputedAsync(ct)).CallbackData;
    }

    // It goes on chain, where clients parse it: nothing but a gateway path and a CID.
    private static bool IsPlain(ResultLink link) =>
        link.Location.StartsWith("/ipfs/", StringComparison.Ordinal) && link.Location.Length <= 128 && link.Location[6..].All(char.IsAsciiLetterOrDigit);
}
