namespace Iexec.Model.Tests;

/// <summary>Scripts that are simpler than another: fewer steps, then shorter steps, then smaller numbers.</summary>
internal static class Shrinking
{
    public static IEnumerable<Script> Of(Script script, Cast cast) =>
        Fewer(script.Steps).Concat(Simpler(script.Steps)).Select(steps => script with { Steps = steps }).Where(s => CanBePlayed(s, cast));

    /// <summary>No step lacks a word that it cannot do without. A model that throws is what whoever shrinks may be after.</summary>
    private static bool CanBePlayed(Script script, Cast cast)
    {
        try
        {
            new Play(cast).All(script);
            return true;
        }
        catch (Exception e)
        {
            return e is not FormatException;
        }
    }

    private static IEnumerable<IReadOnlyList<Step>> Fewer(IReadOnlyList<Step> steps)
    {
        for (var size = (steps.Count + 1) / 2; size > 0; size /= 2)
        {
            for (var start = 0; start < steps.Count; start += size)
                yield return [.. steps.Take(start), .. steps.Skip(start + size)];
        }
    }

    private static IEnumerable<IReadOnlyList<Step>> Simpler(IReadOnlyList<Step> steps) =>
        steps.SelectMany((step, i) => Simpler(step).Select(s => (IReadOnlyList<Step>)[.. steps.Take(i), s, .. steps.Skip(i + 1)]));

    private static IEnumerable<Step> Simpler(Step step) =>
        step.Arguments.Select(a => step.With(a.Name, null))
            .Concat(step.Arguments
                .Where(a => ulong.TryParse(a.Value, out var number) && number > 0)
                .SelectMany(a => Smaller(ulong.Parse(a.Value)).Select(n => step.With(a.Name, $"{n}"))));

    /// <summary>Zero, then ever closer to the number from below.</summary>
    private static IEnumerable<ulong> Smaller(ulong number)
    {
        for (var less = number; less > 0; less /= 2)
            yield return number - less;
    }
}
