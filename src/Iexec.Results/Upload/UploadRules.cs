using System.Net;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Results.Chain;

namespace Iexec.Results.Upload;

/// <summary>Which results are accepted: those that a worker has revealed on chain, while the task waits for its result.</summary>
internal sealed class UploadRules(IResultsChain chain)
{
    /// <summary>Whether a worker may upload a task's result now. Checked before the body is read.</summary>
    /// <exception cref="UserErrorException">403: it may not.</exception>
    public async Task<ExpectedResult> ExpectedAsync(TaskId task, Address uploader, CancellationToken ct)
    {
        var onChain = await chain.ViewTaskAsync(task, ct);
        if (onChain.Status == ChainTaskStatus.Unset)
            throw Refused($"Task {task} does not exist on chain.");
        var deal = await chain.ViewDealAsync(onChain.Deal, ct);
        if (Capabilities.Standard.Missing(Demands.Of(deal.Tag), "this store") is { } missing)
            throw Refused($"Task {task}: {missing}.");
        if (onChain.Status != ChainTaskStatus.Revealing)
            throw Refused($"Task {task} is {onChain.Status.ToString().ToUpperInvariant()} on chain; a result is accepted while it is REVEALING.");
        var contribution = await chain.ViewContributionAsync(task, uploader, ct);
        return contribution.Status switch
        {
            ContributionStatus.Proved => new ExpectedResult(contribution.ResultHash, deal.Callback != Address.Zero),
            ContributionStatus.Unset => throw Refused($"{uploader} has not contributed to task {task}."),
            ContributionStatus.Contributed => throw Refused($"{uploader} has not revealed its contribution to task {task}."),
            _ => throw Refused($"The contribution of {uploader} to task {task} was rejected."),
        };
    }

    /// <summary>Whether an archive is the result that was revealed.</summary>
    /// <exception cref="UserErrorException">400: it is not, or it cannot be read.</exception>
    public static async Task CheckAsync(TaskId task, ExpectedResult expected, Stream zip, CancellationToken ct)
    {
        try
        {
            await using var archive = await ResultArchive.OpenAsync(zip, null, ct);
            var digest = await archive.DigestAsync(expected.HasCallback, ct);
            if (Contribution.HashOf(task, digest) != expected.Hash)
                throw new UserErrorException($"The archive's digest is {digest}, which is not what was revealed for task {task}.");
        }
        catch (InvalidDataException e)
        {
            throw new UserErrorException(e.Message);
        }
    }

    private static UserErrorException Refused(string why) => new(why, HttpStatusCode.Forbidden);
}
