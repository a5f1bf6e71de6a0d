using Iexec.Ethereum;

namespace Iexec.Api;

/// <summary>The workers of a pool.</summary>
/// <param name="Alive">How many are connected.</param>
/// <param name="Slots">How many tasks they run side by side.</param>
/// <param name="Busy">How many of these are taken.</param>
/// <param name="Workers">Each of them.</param>
public sealed record WorkersReport(int Alive, int Slots, int Busy, IReadOnlyList<WorkerReport> Workers);

/// <summary>A connected worker.</summary>
/// <param name="Worker">Its wallet.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its program's version.</param>
/// <param name="Slots">How many tasks it runs side by side.</param>
/// <param name="Busy">How many of these are taken.</param>
/// <param name="LastSeen">When it asked last.</param>
/// <param name="Notice">Why it gets no work; null when nothing is in its way.</param>
public sealed record WorkerReport(Address Worker, string Name, string Version, int Slots, int Busy, DateTimeOffset LastSeen, string? Notice);
