using Iexec.Protocol;
using Iexec.Worker.Running;

namespace Iexec.Worker.Outputs;

/// <summary>Warns an app's developer where the published digest of a folder leaves files out.</summary>
internal static class UncoveredFiles
{
    /// <summary>The warning, as a line of the app's logs.</summary>
    public static string NoteOn(int count) =>
        $"""

        iexec: {count} file(s) in sub-folders of the result are in no digest, so nobody vouches for their content. Point {TaskFolder.OutputPath}/{ComputedFile.Name} to a folder without sub-folders, or add "deterministic-output-digest": "tree" to it, which covers them all.

        """;
}
