namespace Iexec.Model.Tests;

/// <summary>A scenario: steps, one a line. What follows # is a remark.</summary>
public sealed record Script(IReadOnlyList<Step> Steps)
{
    /// <exception cref="FormatException">The text is no script.</exception>
    public static Script Parse(string text) => new([.. text.Split('\n')
        .Select(line => line.Split('#')[0].Trim())
        .Where(line => line.Length > 0)
        .Select(Step.Parse)]);

    public override string ToString() => string.Join('\n', Steps);
}
