namespace Iexec.Model.Tests;

/// <summary>A scenario: steps, one a line. What follows # is a remark.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="Seed">Of what it was written, or shrunk from; null if it was not written at random.</param>
public sealed record Script(IReadOnlyList<Step> Steps, int? Seed = null)
{
    /// <exception cref="FormatException">The text is no script.</exception>
    public static Script Parse(string text) => new([.. text.Split('\n')
        .Select(line => line.Split('#')[0].Trim())
        .Where(line => line.Length > 0)
        .Select(Step.Parse)]);

    public override string ToString() => (Seed is null ? "" : $"# seed {Seed}\n") + string.Join('\n', Steps);
}
