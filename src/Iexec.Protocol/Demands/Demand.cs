namespace Iexec.Protocol;

/// <summary>Something that a deal asks of those who serve it.</summary>
/// <param name="Name">Its name among <see cref="Capabilities"/>, such as <c>result-encryption</c>.</param>
/// <param name="Words">What it is, for a person.</param>
public sealed record Demand(string Name, string Words);
