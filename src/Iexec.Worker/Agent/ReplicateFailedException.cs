namespace Iexec.Worker;

/// <summary>A worker can not go on with a task; the message is the reason the scheduler and the requester read.</summary>
/// <param name="message">The reason.</param>
/// <param name="mayPass">Whether it may be otherwise in a moment, such as on a node that is a block behind.</param>
internal sealed class ReplicateFailedException(string message, bool mayPass = false) : Exception(message)
{
    public bool MayPass => mayPass;
}
