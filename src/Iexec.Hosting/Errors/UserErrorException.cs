using System.Net;

namespace Iexec.Hosting;

/// <summary>A request that cannot be served because of what it asked. Its message is sent to the asker: it says what was wrong and what to do.</summary>
/// <param name="message">The sentence.</param>
/// <param name="status">The HTTP status: 4xx, or 503 and 507 where the service has no room.</param>
public sealed class UserErrorException(string message, HttpStatusCode status = HttpStatusCode.BadRequest) : Exception(message)
{
    /// <summary>The HTTP status of the answer.</summary>
    public HttpStatusCode Status { get; } = status;
}
