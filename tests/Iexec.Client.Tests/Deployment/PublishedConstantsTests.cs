using System.Numerics;
using Iexec.Ethereum;
using Iexec.Scheduler.Tests.Network;
using Iexec.Testing;
using Xunit;

namespace Iexec.Client.Tests.Deployment;

/// <summary>What can be read without arguments has the published value, on a hub that the project deployed.</summary>
[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class PublishedConstantsTests(PoolNetwork network)
{
    [Fact]
    public async Task The_hubs_constants_are_the_published_ones()
    {
        network.Required();
        var contracts = network.Contracts;
        await AssertReadsAsync("IexecInterfaceToken", contracts.Hub, changing: ["owner", "totalSupply"], new()
        {
            ["contribution_deadline_ratio"] = (BigInteger)7,
            ["reveal_deadline_ratio"] = (BigInteger)2,
            ["final_deadline_ratio"] = (BigInteger)10,
            ["workerpool_stake_ratio"] = (BigInteger)30,
            ["kitty_ratio"] = (BigInteger)10,
            ["kitty_min"] = (BigInteger)1_000_000_000,
            ["kitty_address"] = Address.Parse("0x99c2268479b93fDe36232351229815DF80837e23"),
            ["groupmember_purpose"] = (BigInteger)4,
            ["callbackgas"] = (BigInteger)200_000,
            ["countCategory"] = (BigInteger)5,
            ["domain"] = new object[] { "iExecODB", "5.0.0", (BigInteger)Anvil.ChainId, contracts.Hub },
            ["eip712domain_separator"] = new Eip712Domain("iExecODB", "5.0.0", Anvil.ChainId, contracts.Hub).Separator,
            ["name"] = "Staked RLC",
            ["symbol"] = "SRLC",
            ["decimals"] = (BigInteger)9,
            ["token"] = contracts.Rlc,
            ["appregistry"] = contracts.AppRegistry,
            ["datasetregistry"] = contracts.DatasetRegistry,
            ["workerpoolregistry"] = contracts.WorkerpoolRegistry,
            ["teebroker"] = Address.Zero,
        });
    }

    [Theory]
    [InlineData("AppRegistry", "iExec Application Registry (V5)", "iExecAppsV5")]
    [InlineData("DatasetRegistry", "iExec Dataset Registry (V5)", "iExecDatasetsV5")]
    [InlineData("WorkerpoolRegistry", "iExec Workerpool Registry (V5)", "iExecWorkerpoolV5")]
    public async Task A_registrys_constants_are_the_published_ones(string registry, string name, string symbol)
    {
        var address = (await PublishedContracts.CreateAsync(network)).At(registry);
        await AssertReadsAsync(registry, address, changing: ["owner", "totalSupply", "master", "proxyCode", "proxyCodeHash"], new()
        {
            ["name"] = name,
            ["symbol"] = symbol,
            ["baseURI"] = "",
            ["initialized"] = true,
            ["previous"] = Address.Zero,
        });
    }

    [Fact]
    public async Task A_new_workerpools_policy_is_the_published_one()
    {
        var contracts = await PublishedContracts.CreateAsync(network);
        await AssertReadsAsync("Workerpool", contracts.Pool, changing: ["owner", "m_workerpoolDescription"], new()
        {
            ["m_workerStakeRatioPolicy"] = (BigInteger)30,
            ["m_schedulerRewardRatioPolicy"] = (BigInteger)1,
            ["registry"] = contracts.At("WorkerpoolRegistry"),
        });
    }

    private async Task AssertReadsAsync(string published, Address contract, string[] changing, Dictionary<string, object> expected)
    {
        var abi = PublishedAbi.Load(published);
        var constants = abi.Functions.Where(f => f.Inputs.Count == 0 && abi.Views.Contains(f.Signature) && !changing.Contains(f.Name)).ToList();

        Assert.Equal(constants.Select(f => f.Name).Order(StringComparer.Ordinal), expected.Keys.Order(StringComparer.Ordinal));
        foreach (var constant in constants)
        {
            var answer = await network.Eth.CallAsync(contract, constant.EncodeCall());
            Assert.Equal([constant.Name, expected[constant.Name]], [constant.Name, .. constant.DecodeResult(answer)]);
        }
    }
}
