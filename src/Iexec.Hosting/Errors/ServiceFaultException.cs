using Iexec.Runtime;

namespace Iexec.Hosting;

/// <summary>A service stopped by itself, because a part of it failed.</summary>
/// <param name="part">Which part.</param>
/// <param name="cause">Why.</param>
public sealed class ServiceFaultException(string part, Exception cause)
    : Exception($"the service stopped, for its {part} failed: {PublicText.Of(cause.Message)} (its log has more)", cause);
