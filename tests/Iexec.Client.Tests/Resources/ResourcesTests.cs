using Iexec.Chain;
using Iexec.Scheduler.Tests.Network;
using Xunit;

namespace Iexec.Client.Tests.Resources;

[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class ResourcesTests(PoolNetwork network)
{
    [SkippableFact]
    public async Task What_a_registry_or_an_entry_refuses_is_said_in_words()
    {
        await using var wallet = await TestWallet.OpenAsync(network);
        await using var other = await TestWallet.OpenAsync(network);
        var pool = await wallet.Client.Resources.DeployWorkerpoolAsync("twice", default);

        var again = await Assert.ThrowsAsync<TransactionRefusedException>(() => wallet.Client.Resources.DeployWorkerpoolAsync("twice", default));
        var policy = await Assert.ThrowsAsync<TransactionRefusedException>(() => wallet.Client.Resources.ChangePolicyAsync(pool, 30, 101, default));
        var stranger = await Assert.ThrowsAsync<TransactionRefusedException>(() => other.Client.Resources.ChangePolicyAsync(pool, 30, 1, default));

        Assert.Equal("the same content is registered for this owner already: use that entry, or change the name (Create2: Failed on deploy)", again.Reason);
        Assert.Equal("a workerpool cannot ask for a stake of 30% and keep 101% of the reward: at most 1000% and 100% are allowed", policy.Reason);
        Assert.Equal("only the owner of the app, dataset or workerpool may do this: use the owner's wallet (caller is not the owner)", stranger.Reason);
    }
}
