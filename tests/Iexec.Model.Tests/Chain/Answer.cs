namespace Iexec.Model.Tests;

/// <summary>What model and chain said of a step, or of what there is to see at the end.</summary>
/// <param name="What">The step, or what was looked at.</param>
/// <param name="Model">The model's answer.</param>
/// <param name="Chain">The chain's.</param>
public sealed record Answer(string What, Said Model, Said Chain)
{
    /// <summary>Whether they agree, to the byte.</summary>
    public bool IsSame => Model.Bytes.SequenceEqual(Chain.Bytes);

    /// <summary>Whether it is about a step.</summary>
    public bool IsOfStep => Model.Refusal is not null || Model.Events is not null;

    /// <summary>Both in words.</summary>
    public string Tell(Cast cast) => IsSame
        ? $"{What}\n    both:  {Model.Tell(cast)}"
        : $"{What}\n    model: {Model.Tell(cast)}\n    chain: {Chain.Tell(cast)}";
}
