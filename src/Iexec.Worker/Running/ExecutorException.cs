namespace Iexec.Worker.Running;

/// <summary>
/// There is no result: this worker's own place is in trouble, such as its container engine, its disk or its settings. Nothing is contributed.
/// </summary>
/// <param name="message">Why, and what to do; scheduler and requester may read it, so it names no path of the host.</param>
/// <param name="inner">The fault beneath, if any.</param>
public sealed class ExecutorException(string message, Exception? inner = null) : Exception(message, inner);
