using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model.Tests;

/// <summary>Logs and reverts in words: every byte of them, and what they mean where the hub's interface says.</summary>
internal static class Words
{
    public static string OfLog(IReadOnlyList<Bytes32> topics, byte[] data) =>
        $"{ContractArtifact.Hub.Abi.Events.FirstOrDefault(e => e.Topic == topics[0])?.Name}[{string.Join(',', topics.Skip(1))}]{Hex.Encode(data)}";

    public static string OfRevert(SimulatedCall call)
    {
        var data = call.ReturnData is [] ? call.Error?.Data ?? [] : call.ReturnData;
        if (ContractArtifact.Hub.Abi.FindError(data) is not { } error)
            return $"refused {Hex.Encode(data)} {call.Error?.Message}";
        return $"refused {Hex.Encode(data)} {new Refusal(error.Name, error.Decode(data))}";
    }
}
