using Iexec.Client;

namespace Iexec.Cli;

/// <summary>A run in JSON.</summary>
internal static class RunFields
{
    private const int MostTasks = 100;

    /// <summary>What was bought: of many tasks the first.</summary>
    public static Dictionary<string, object?> Of(Run run) => new()
    {
        ["dealid"] = run.Deal,
        ["volume"] = run.Volume,
        ["txHash"] = run.Transaction,
        ["tasks"] = run.Tasks.Take(MostTasks).ToList(),
    };
}
