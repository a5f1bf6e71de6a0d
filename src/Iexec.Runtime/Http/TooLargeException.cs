namespace Iexec.Runtime;

/// <summary>Somebody else's answer is larger than was allowed: like one that cannot be read, it is of no use.</summary>
/// <param name="message">Whose, and how much was allowed.</param>
public sealed class TooLargeException(string message) : FormatException(message);
