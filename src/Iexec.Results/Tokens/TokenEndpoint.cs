using System.Net;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Results.Chain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Iexec.Results.Tokens;

/// <summary><c>POST /v1/results/token</c>: a worker that a scheduler authorised for a task gets an upload token.</summary>
internal static class TokenEndpoint
{
    public static void MapToken(this IEndpointRouteBuilder routes) => routes.MapPost("/v1/results/token", GiveAsync);

    private static async Task<ContentHttpResult> GiveAsync(
        WorkerpoolAuthorization authorization,
        [FromHeader(Name = "Authorization")] string? signature,
        UploadTokens tokens,
        IResultsChain chain,
        CancellationToken ct)
    {
        var hash = PersonalMessage.Hash(authorization.Hash().ToBytes());
        if (!IsBy(authorization.WorkerWallet, signature, hash))
            throw Refused($"The Authorization header is not worker {authorization.WorkerWallet}'s signature of the authorization's hash.");
        var task = await chain.ViewTaskAsync(authorization.ChainTaskId, ct);
        if (task.Status == ChainTaskStatus.Unset)
            throw Refused($"Task {authorization.ChainTaskId} does not exist on chain.");
        var pool = (await chain.ViewDealAsync(task.Deal, ct)).Workerpool;
        if (!IsBy(pool.Owner, Hex.Encode(authorization.Signature), hash))
            throw Refused($"The authorization is not signed by {pool.Owner}, the owner of workerpool {pool.Pointer}.");
        return TypedResults.Text(tokens.Issue(authorization.WorkerWallet));
    }

    private static bool IsBy(Address signer, string? signature, Bytes32 hash) =>
        Signature.TryParse(signature, out var parsed) && parsed.TryRecover(hash, out var found) && found == signer;

    private static UserErrorException Refused(string why) => new(why, HttpStatusCode.Unauthorized);
}
