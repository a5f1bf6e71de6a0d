using System.CommandLine;
using Iexec.Protocol;

namespace Iexec.Cli;

/// <summary><c>iexec workerpool …</c></summary>
internal static class WorkerpoolCommands
{
    public static Command Create()
    {
        var commands = new ResourceCommands(
            ResourceKind.Workerpool,
            owner => new() { ["owner"] = owner.ToString(), ["description"] = "my-workerpool" },
            (client, section, ct) => client.Resources.DeployWorkerpoolAsync(Json.Text(section, "workerpool", "description"), ct),
            async (client, address, ct) =>
            {
                var (owner, pool) = await client.Resources.WorkerpoolAsync(address, ct);
                return (
                    owner,
                    new { workerpoolDescription = pool.Description, workerStakeRatioPolicy = pool.WorkerStakeRatio, schedulerRewardRatioPolicy = pool.SchedulerRewardRatio },
                    [
                        ("description", pool.Description),
                        ("a worker stakes", $"{pool.WorkerStakeRatio}% of the price"),
                        ("the scheduler keeps", $"{pool.SchedulerRewardRatio}% of the reward"),
                    ]);
            });
        return CommandExtensions.Group("workerpool", "workerpools: machines for hire, with a scheduler", [.. commands.All()]);
    }
}
