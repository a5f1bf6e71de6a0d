using Iexec.Api;

namespace Iexec.Cli;

/// <summary>Tells of a task's progress, a line for each change.</summary>
internal sealed class TaskProgress(CommandContext context) : IProgress<TaskReport>
{
    private string last = "";

    public void Report(TaskReport value)
    {
        var line = $"{value.State}: {value.Reason}";
        if (line == last)
            return;
        last = line;
        context.Progress($"  {line}");
    }
}
