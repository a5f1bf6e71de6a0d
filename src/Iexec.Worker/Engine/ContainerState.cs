using System.Text.Json.Serialization;

namespace Iexec.Worker.Engine;

/// <summary>How a container is.</summary>
/// <param name="Status">Such as <c>created</c>, <c>running</c>, <c>exited</c>.</param>
/// <param name="ExitCode">Exit code of its first process; 128 + signal where a signal ended it.</param>
/// <param name="OomKilled">Whether the kernel killed in it for want of memory.</param>
/// <param name="Error">Why the Engine could not start it.</param>
public sealed record ContainerState(
    string Status,
    int ExitCode,
    [property: JsonPropertyName("OOMKilled")] bool OomKilled,
    string? Error);
