namespace Iexec.Worker.Engine;

/// <summary>An image that the Engine holds.</summary>
/// <param name="Id">Its content's id: a container made from it runs these very bytes.</param>
/// <param name="RepoDigests">Names with manifest digest, <c>repository@sha256:…</c>, under which it was pulled or pushed.</param>
/// <param name="Size">Size on disk in bytes.</param>
public sealed record DockerImage(string Id, IReadOnlyList<string>? RepoDigests, long Size);
