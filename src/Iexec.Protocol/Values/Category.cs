namespace Iexec.Protocol;

/// <summary>A class of tasks by their longest duration.</summary>
/// <param name="Id">Its number on chain.</param>
/// <param name="Name">E.g. <c>XS</c>.</param>
/// <param name="Description">Free text.</param>
/// <param name="WorkClockTimeRef">The reference time T in seconds: the longest an app may run, and the unit of every deadline.</param>
public sealed record Category(ulong Id, string Name, string Description, ulong WorkClockTimeRef)
{
    /// <summary>The published categories, in the order of their ids.</summary>
    public static IReadOnlyList<Category> Published { get; } =
    [
        new(0, "XS", "up to 5 minutes", 300),
        new(1, "S", "up to 20 minutes", 1200),
        new(2, "M", "up to 1 hour", 3600),
        new(3, "L", "up to 3 hours", 10800),
        new(4, "XL", "up to 10 hours", 36000),
    ];
}
