using System.CommandLine;
using Iexec.Worker;
using Iexec.Worker.Engine;
using Iexec.Worker.Running;

namespace Iexec.Cli;

/// <summary><c>iexec worker</c>: a worker of a pool, until Ctrl-C.</summary>
internal static class WorkerCommand
{
    private static readonly Option<string> Name = new("--name") { Description = "the worker's name, unique on this host", DefaultValueFactory = _ => Environment.MachineName };
    private static readonly Option<string?> Scheduler = new("--scheduler") { Description = "the scheduler's address; the market knows it otherwise" };
    private static readonly Option<int> Slots = new("--slots") { Description = "tasks side by side", DefaultValueFactory = _ => 1 };
    private static readonly Option<bool> Outbound = new("--outbound") { Description = "let apps reach the internet, never private addresses; a policy all workers of a pool share" };

    public static Command Create() => new Command("worker", "run a worker; the wallet stakes and is paid").Does(RunAsync,
        ServeOptions.With(ServeOptions.Workerpool, Name, Scheduler, Slots, Outbound));

    private static async Task RunAsync(CommandContext context, CancellationToken ct)
    {
        using var key = await context.Wallets.UnlockAsync(ct);
        var pool = ServeOptions.PoolOf(context);
        var scheduler = context.Get(Scheduler) is { } url
            ? ServeOptions.Url(url, "--scheduler")
            : await context.Reader.SchedulerUrlAsync(pool, ct);
        var settings = new WorkerSettings
        {
            DataFolder = Path.GetFullPath(context.Get(ServeOptions.Data)!),
            ChainUrl = context.Chain.Host,
            Hub = context.Chain.Hub,
            Name = context.Get(Name)!,
            Key = key,
            Workerpool = pool,
            Scheduler = scheduler,
            Engine = DockerEndpoint.FromEnvironment(),
            Slots = context.Get(Slots),
            Network = context.Get(Outbound) ? NetworkPolicy.Outbound : NetworkPolicy.None,
        };
        await ServeCommands.RunAsync(context, WorkerService.Create(ServeOptions.Apply(context, settings), context.ChainId), ct);
    }
}
