using System.Net;

namespace Iexec.Api;

/// <summary>A service refused a request.</summary>
/// <param name="status">The HTTP status; 0 when the service could not be reached.</param>
/// <param name="message">What the service says, for a person.</param>
/// <param name="inner">The cause.</param>
public sealed class ApiException(HttpStatusCode status, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The HTTP status; 0 when the service could not be reached.</summary>
    public HttpStatusCode Status => status;
}
