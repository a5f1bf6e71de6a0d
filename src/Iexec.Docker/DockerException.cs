using System.Net;

namespace Iexec.Docker;

/// <summary>The Docker Engine refused a call, failed in it, or did not answer.</summary>
/// <param name="message">What the Engine said, or why it could not be asked.</param>
/// <param name="status">The HTTP status; null where the Engine did not answer or failed in the middle of a stream.</param>
/// <param name="inner">The fault beneath, if any.</param>
public sealed class DockerException(string message, HttpStatusCode? status = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The HTTP status; null where the Engine did not answer or failed in the middle of a stream.</summary>
    public HttpStatusCode? Status { get; } = status;
}
