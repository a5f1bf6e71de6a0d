using System.Text.RegularExpressions;

namespace Iexec.Worker.Running;

/// <summary>Keeps paths of the worker's host out of what scheduler and requester read.</summary>
internal static partial class HostPaths
{
    /// <summary>A text without the paths of a task's folder and of the Engine's layers and volumes.</summary>
    public static string Hide(string text, TaskFolder folder) =>
        EnginePaths().Replace(text.Replace(folder.Root, "…", StringComparison.Ordinal), "…");

    [GeneratedRegex(@"/[^\s""']*/(overlay2|volumes)/[^\s""'/]*/(merged|diff|work|_data)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EnginePaths();
}
