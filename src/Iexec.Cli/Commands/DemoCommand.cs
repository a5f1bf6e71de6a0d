using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Iexec.Client;
using Iexec.Devnet;
using Iexec.Hosting;
using Iexec.Devnet.Processes;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Cli;

/// <summary><c>iexec demo</c>: a network, and a real computation bought on it.</summary>
internal static class DemoCommand
{
    private static readonly Option<bool> Once = new("--once") { Description = "end after the job" };
    private static readonly Option<bool> AsJson = new("--json") { Description = "print one JSON object, last" };

    public static Command Create() => new Command("demo", "start a network and run the main job on it").Does(RunAsync, Once, AsJson);

    private static async Task RunAsync(CommandContext context, CancellationToken ct)
    {
        var surroundings = ServiceSurroundings.Real;
        var time = surroundings.Time;
        var start = time.GetTimestamp();
        var steps = new DemoProgress(time);
        await using var network = await DevNetwork.StartAsync(new(), steps, surroundings, ct);
        var setup = SetupBefore() + time.GetElapsedTime(start).TotalSeconds;
        steps.Report(string.Create(CultureInfo.InvariantCulture, $"the network is ready after {setup:0.0} s"));
        var folder = Directory.CreateDirectory(Path.Combine(StateFolder.DefaultPath, "demo")).FullName;
        var outcome = await new MainJob(network.Info, folder, steps, surroundings).RunAsync(ct);
        var seconds = SetupBefore() + time.GetElapsedTime(start).TotalSeconds;
        if (context.Get(AsJson))
            ShowJson(outcome, seconds, setup);
        else
            Show(context, network, outcome);
        if (!context.Get(Once))
        {
            steps.Report("the network stays up; Ctrl-C stops it");
            await UpCommand.WaitAsync(network, ct);
        }
        if (outcome.Task.Status != ChainTaskStatus.Completed)
            throw new UserException($"the task is {outcome.Task.Status.ToString().ToUpperInvariant()}, not COMPLETED");
    }

    private static void ShowJson(MainJobOutcome outcome, double seconds, double setup) =>
        Console.WriteLine(JsonSerializer.Serialize(
            new
            {
                deal = outcome.Deal.Id,
                task = outcome.Task.Id,
                status = outcome.Task.Status.ToString().ToUpperInvariant(),
                workers = outcome.Workers,
                resultDigest = outcome.Task.ResultDigest,
                resultFile = outcome.ResultFile,
                seconds = Math.Round(seconds, 1),
                setupSeconds = Math.Round(setup, 1),
            },
            ProtocolJson.Api));

    private static void Show(CommandContext context, DevNetwork network, MainJobOutcome outcome)
    {
        string Name(Address owner) => owner == outcome.Requester ? "requester" : network.Names.GetValueOrDefault(owner) ?? owner.ToString();
        context.Table(outcome.Task, "What happened", outcome.Timeline.Select(e => (e.Time.ToString("HH:mm:ss", CultureInfo.InvariantCulture), $"{network.Rename(e.What)}  {e.Transaction}")));
        context.Table(
            outcome.Ledger,
            "Who paid and earned what (RLC)",
            outcome.Ledger
                .Select(l => (Name(l.Owner), string.Create(CultureInfo.InvariantCulture, $"{l.Net / 1e9,15:+0.000000000;-0.000000000}")))
                .Append(("sum", string.Create(CultureInfo.InvariantCulture, $"{outcome.Ledger.Sum(l => l.Net) / 1e9,15:0.000000000}"))));
        context.Table(network.Info, "Where everything is", UpCommand.Addresses(network.Info));
        context.Ok(outcome.Task, $"{outcome.Task.Status.ToString().ToUpperInvariant()}, certified by {outcome.Workers} workers: {outcome.Answer}");
        if (outcome.ResultFile is not null)
            context.Ok(outcome.Task, $"result {outcome.ResultFile}, digest {outcome.Task.ResultDigest}");
    }

    // What ./demo spent on installing and building before it started this program.
    private static double SetupBefore() =>
        double.TryParse(Environment.GetEnvironmentVariable("IEXEC_SETUP_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
}
