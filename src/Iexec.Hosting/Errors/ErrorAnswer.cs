namespace Iexec.Hosting;

/// <summary>The body of every answer that is an error.</summary>
/// <param name="Ok">Always false.</param>
/// <param name="Error">What was wrong and what to do.</param>
public sealed record ErrorAnswer(bool Ok, string Error);
