using Iexec.Ethereum;

namespace Iexec.Model;

/// <summary>What a task ends with.</summary>
/// <param name="Link">Where the result is; not checked.</param>
/// <param name="CallbackData">What the deal's callback receives; empty without one.</param>
public readonly record struct Result(byte[] Link, byte[] CallbackData)
{
    /// <summary>The link's length is kept too, in as many bytes.</summary>
    private const int Overhead = 3;

    /// <summary>Callback data must be what the consensus is about; without a callback there need be none.</summary>
    internal Refusal? CheckCallback(ModelTask task, Bytes32 digest) =>
        (task.Deal.Callback == Address.Zero && CallbackData.Length == 0) || Keccak256.Hash(CallbackData) == digest
            ? null
            : Errors.OfTask("ResultsCallbackMismatch", task.Id, digest);

    /// <summary>The result must fit what the chain keeps it in.</summary>
    internal Refusal? CheckLength()
    {
        var bytes = Overhead + Link.Length + CallbackData.Length;
        return bytes > Limits.DataLength ? Errors.DataTooLong(bytes) : null;
    }

    internal void Publish(HubState hub, ModelTask task)
    {
        task.Results = Link;
        task.ResultsCallback = CallbackData;
        hub.Journal.TaskFinalize(task.Id, Link);
    }
}
