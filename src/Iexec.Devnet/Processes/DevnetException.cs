namespace Iexec.Devnet.Processes;

/// <summary>The network cannot start or go on; the message says what was wrong and what to do.</summary>
public sealed class DevnetException(string message, Exception? cause = null) : Exception(message, cause);
