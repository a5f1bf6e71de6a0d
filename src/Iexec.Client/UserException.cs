namespace Iexec.Client;

/// <summary>Something the user can mend: the message says what is wrong and what to do.</summary>
/// <param name="message">The sentence to show.</param>
/// <param name="inner">The cause.</param>
public sealed class UserException(string message, Exception? inner = null) : Exception(message, inner);
