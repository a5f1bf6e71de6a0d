namespace Iexec.Runtime;

/// <summary>Somebody else's answer is larger than was allowed.</summary>
/// <param name="message">Whose, and how much was allowed.</param>
public sealed class TooLargeException(string message) : IOException(message);
