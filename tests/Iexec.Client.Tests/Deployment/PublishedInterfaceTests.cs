using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Scheduler.Tests.Network;
using Xunit;

namespace Iexec.Client.Tests.Deployment;

/// <summary>Clients built for the published contracts find here every function they call and every event they look for.</summary>
[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class PublishedInterfaceTests(PoolNetwork network)
{
    [Theory]
    [InlineData("IexecInterfaceToken", "Hub")]
    [InlineData("Registry", "AppRegistry")]
    [InlineData("AppRegistry", "AppRegistry")]
    [InlineData("DatasetRegistry", "DatasetRegistry")]
    [InlineData("WorkerpoolRegistry", "WorkerpoolRegistry")]
    [InlineData("RegistryEntry", "App")]
    [InlineData("App", "App")]
    [InlineData("Dataset", "Dataset")]
    [InlineData("Workerpool", "Workerpool")]
    [InlineData("RLC", "RLC")]
    public async Task Every_published_function_is_answered(string published, string artifact)
    {
        var abi = PublishedAbi.Load(published);
        var contracts = await PublishedContracts.CreateAsync(network);
        var owner = await contracts.OwnerAsync();
        var failures = new List<string>();

        foreach (var function in abi.Functions)
        {
            var to = contracts.At(published);
            var call = new CallRequest(to, function.EncodeCall(contracts.Arguments(function, to)), owner);
            var mustAnswer = abi.Views.Contains(function.Signature) && function.Outputs.Count > 0;
            if (await FailureAsync(function, call, artifact, mustAnswer) is { } failure)
                failures.Add($"{function}: {failure}");
        }

        Assert.NotEmpty(abi.Functions);
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Theory]
    [InlineData("IexecInterfaceToken", "Hub")]
    [InlineData("AppRegistry", "AppRegistry")]
    [InlineData("App", "App")]
    [InlineData("RLC", "RLC")]
    public async Task A_function_that_is_not_there_would_be_noticed(string published, string artifact)
    {
        var contracts = await PublishedContracts.CreateAsync(network);
        var absent = AbiFunction.Parse("function pushResultBoost(bytes32,uint256)");

        Assert.NotNull(await FailureAsync(absent, new(contracts.At(published), absent.EncodeCall(Bytes32.Zero, 0)), artifact, mustAnswer: false));
    }

    // An answer is of the published type and nothing more; a refusal is one that the contract declares, not a missing function's.
    private async Task<string?> FailureAsync(AbiFunction function, CallRequest call, string artifact, bool mustAnswer)
    {
        try
        {
            var answer = await network.Eth.CallAsync(call);
            var again = AbiCodec.Encode([.. function.Outputs.Select(o => o.Type)], function.DecodeResult(answer));
            return answer.SequenceEqual(again) ? null : $"answers more than its type: {Hex.Encode(answer)}";
        }
        catch (FormatException e)
        {
            return e.Message;
        }
        catch (RpcException e)
        {
            var data = e.RevertData ?? [];
            return !mustAnswer && IsDeclared(data, artifact) ? null : $"refuses: {RevertReason.Explain(data)}";
        }
    }

    private static bool IsDeclared(byte[] data, string artifact) =>
        ContractArtifact.Load(artifact).Abi.FindError(data) is { } error
        && error != AbiError.Panic
        && !(error == AbiError.Text && error.Decode(data)[0] is "fallback-disabled");
}
