using Iexec.Api;
using Iexec.Protocol;
using Iexec.Scheduler.Tests.Network;
using Iexec.Worker.Tests.Agent;

namespace Iexec.Client.Tests.Following;

/// <summary>A task of one worker, taken to its end on chain with a result whose archive is in memory.</summary>
internal sealed record FinishedTask(TaskId Id, Deal Deal, TestDeals Deals, Iexec.Ethereum.Address Worker, byte[] Archive)
{
    public static async Task<FinishedTask> CreateAsync(PoolNetwork network, bool finalized = true)
    {
        network.Required();
        var deals = await TestDeals.CreateAsync(network);
        var desired = await deals.TaskAsync(deals.Owner);
        var archive = await ArchiveAsync("42");
        await using var zip = await ResultArchive.OpenAsync(new MemoryStream(archive), null, default);
        var digest = (await zip.DigestAsync(hasCallback: false, default)).Value;
        var worker = await deals.ContributeAsync(desired.Task, digest);
        await network.SendAsync(worker.Address, network.Calls.Reveal(desired.Task, digest));
        if (finalized)
            await network.SendAsync(deals.Owner.Address, network.Calls.Finalize(desired.Task, new ResultLink(ResultLink.Ipfs, "/ipfs/QmResult").ToBytes(), []));
        return new(desired.Task, await network.Hub.ViewDealAsync(desired.Deal, default), deals, worker.Address, archive);
    }

    public static async Task<byte[]> ArchiveAsync(string answer)
    {
        var folder = Directory.CreateTempSubdirectory("iexec-result-").FullName;
        var archive = folder + ".zip";
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "answer"), answer);
            await File.WriteAllTextAsync(Path.Combine(folder, ComputedFile.Name), new ComputedFile("answer", null).ToJson());
            await ResultPacker.PackAsync(folder, archive, default);
            return await File.ReadAllBytesAsync(archive);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            File.Delete(archive);
        }
    }
}
