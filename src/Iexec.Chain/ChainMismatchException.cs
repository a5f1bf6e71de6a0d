namespace Iexec.Chain;

/// <summary>The node's chain is not the one that the database was filled from. Waiting does not help: someone must change the node or the database.</summary>
/// <param name="message">What differs and what to do.</param>
public sealed class ChainMismatchException(string message) : Exception(message);
