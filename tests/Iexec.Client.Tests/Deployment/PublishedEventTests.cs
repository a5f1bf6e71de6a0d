using Iexec.Protocol;
using Xunit;

namespace Iexec.Client.Tests.Deployment;

public sealed class PublishedEventTests
{
    // A contract emits an event by a constant in its code: the topic.
    [Theory]
    [InlineData("IexecInterfaceToken", "Hub", "HubExtension")]
    [InlineData("Registry", "AppRegistry")]
    [InlineData("AppRegistry", "AppRegistry")]
    [InlineData("DatasetRegistry", "DatasetRegistry")]
    [InlineData("WorkerpoolRegistry", "WorkerpoolRegistry")]
    [InlineData("Workerpool", "Workerpool")]
    [InlineData("RLC", "RLC")]
    public void Every_published_event_is_in_the_code_with_its_topic(string published, params string[] artifacts)
    {
        var events = PublishedAbi.Load(published).Events;
        var codes = artifacts.Select(a => ContractArtifact.Load(a).Bytecode).ToList();

        Assert.NotEmpty(events);
        Assert.Empty(events.Where(e => !codes.Exists(code => code.AsSpan().IndexOf(e.Topic.ToBytes()) >= 0)).Select(e => e.Signature));
    }
}
