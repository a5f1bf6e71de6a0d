namespace Iexec.Devnet.Processes;

/// <summary>What a network that was killed left running.</summary>
public static class Leftovers
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Stops what the records of the state folder name and still runs, and what its Engine left. Call it with the
    /// folder held, before anything is started. The result names what was stopped, for the user.
    /// </summary>
    public static async Task<IReadOnlyList<string>> StopAsync(StateFolder state, TimeProvider time)
    {
        var records = ProcessRecord.ReadAll(state);
        var alive = records.Where(record => record.Identity.IsAlive).ToList();
        await Task.WhenAll(alive.Select(record => Signals.StopAsync(record.Identity, StopLimit, time)));
        var orphans = await new Dockerd(state).EndOrphansAsync(time);
        foreach (var record in records)
            File.Delete(record.File);
        return [.. alive.Select(record => $"{record.Name} (process {record.Identity.Pid})"), .. orphans > 0 ? [$"{orphans} processes of containers"] : Array.Empty<string>()];
    }
}
