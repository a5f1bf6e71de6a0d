using Iexec.Api;
using Iexec.Protocol;
using Iexec.Runtime;

namespace Iexec.Scheduler.Tasks;

/// <summary>What the result store has.</summary>
internal sealed class StoredResults(HttpClient http, SchedulerSettings settings, TimeProvider time)
{
    private const long LargestArchive = 256 << 20;
    private const string NoAnswer = "the result store did not answer";
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DownloadLimit = TimeSpan.FromMinutes(5);

    private readonly ResultsClient _store = new(http, settings.ResultStore);

    /// <summary>Where a task's result is; null while there is none.</summary>
    public async Task<ResultLink?> FindAsync(TaskId task, CancellationToken ct) =>
        await time.WithinAsync(AskLimit, NoAnswer, cancel => _store.FindAsync(task, cancel), ct) is { } link && IsPlain(link) ? link : null;

    /// <summary>What a result holds for the deal's callback; null for nothing.</summary>
    public Task<byte[]?> CallbackDataAsync(TaskId task, ResultLink link, CancellationToken ct) =>
        time.WithinAsync(DownloadLimit, NoAnswer, cancel => DownloadAsync(task, link, cancel), ct);

    private async Task<byte[]?> DownloadAsync(TaskId task, ResultLink link, CancellationToken ct)
    {
        var path = Path.Combine(settings.DataFolder, $"callback-{task}.zip");
        await using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        await _store.DownloadAsync(link, file, LargestArchive, ct);
        file.Position = 0;
        try
        {
            await using var archive = await ResultArchive.OpenAsync(file, null, ct);
            return (await archive.ComputedAsync(ct)).CallbackData;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // It goes on chain, where clients parse it: nothing but a gateway path and a CID.
    private static bool IsPlain(ResultLink link) =>
        link.Location.Length <= 128
        && link.Location.StartsWith("/ipfs/", StringComparison.Ordinal)
        && link.Location[6..].All(char.IsAsciiLetterOrDigit);
}
