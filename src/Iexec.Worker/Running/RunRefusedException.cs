namespace Iexec.Worker.Running;

/// <summary>This worker cannot run the app safely. It is the worker's own trouble, so nothing is contributed.</summary>
/// <param name="message">Why, and what to do.</param>
/// <param name="inner">The fault beneath, if any.</param>
public sealed class RunRefusedException(string message, Exception? inner = null) : Exception(message, inner);
