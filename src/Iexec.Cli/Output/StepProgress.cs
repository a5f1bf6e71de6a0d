namespace Iexec.Cli;

/// <summary>Tells of steps, a line each, on standard error.</summary>
internal sealed class StepProgress(CommandContext context) : IProgress<string>
{
    public void Report(string value) => context.Progress($"  {value}");
}
