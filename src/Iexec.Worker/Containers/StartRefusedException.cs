using Iexec.Docker;

namespace Iexec.Worker.Containers;

/// <summary>The Engine answers, but creates or starts no container of an app; whose fault it is is not known yet.</summary>
internal sealed class StartRefusedException(DockerException refusal) : Exception(refusal.Message, refusal);
