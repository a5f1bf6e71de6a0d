using System.Net;
using System.Text.Json;
using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Results.Ipfs;
using Iexec.Results.Store;
using Iexec.Results.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Iexec.Results.Upload;

/// <summary>
/// Uploads and questions about them, under <c>/v1/results</c>: the published forms (<c>POST</c> with everything in one JSON body,
/// <c>HEAD /{task}</c>, <c>GET /{task}/ipfshash</c>) and <c>PUT /{task}</c>, which streams the archive.
/// </summary>
internal static class UploadEndpoints
{
    public static void MapUpload(this IEndpointRouteBuilder routes)
    {
        var results = routes.MapGroup("/v1/results");
        results.MapPost("", PostAsync);
        results.MapPut("/{task}", PutAsync);
        results.MapMethods("/{task}", [HttpMethods.Head], HeadAsync);
        results.MapGet("/{task}/ipfshash", HashAsync);
    }

    private static async Task<ContentHttpResult> PostAsync(HttpContext http, UploadTokens tokens, Uploader uploader, ResultsSettings settings, CancellationToken ct)
    {
        var wallet = await tokens.VerifyAsync(http.Request.Headers.Authorization);
        AllowBody(http, MostJsonBytes(settings.MaxResultBytes));
        try
        {
            var result = await PublishedResult.OpenAsync(http.Request.BodyReader, ct);
            await using var zip = result.Zip;
            var most = Math.Min(settings.MaxResultBytes, http.Request.ContentLength * 3 / 4 ?? settings.MaxResultBytes);
            return Link(await uploader.TakeAsync(result.Task, wallet, zip, most, ct));
        }
        catch (JsonException e)
        {
            throw new UserErrorException($"The body is not a result model: {e.Message}");
        }
    }

    private static async Task<ContentHttpResult> PutAsync(TaskId task, HttpContext http, UploadTokens tokens, Uploader uploader, ResultsSettings settings, CancellationToken ct)
    {
        var wallet = await tokens.VerifyAsync(http.Request.Headers.Authorization);
        var length = http.Request.ContentLength
            ?? throw new UserErrorException("The Content-Length header is missing; an upload must say its length.", HttpStatusCode.LengthRequired);
        AllowBody(http, settings.MaxResultBytes);
        return Link(await uploader.TakeAsync(task, wallet, http.Request.Body, length, ct));
    }

    private static async Task<IResult> HeadAsync(TaskId task, [FromHeader(Name = "Authorization")] string? token, UploadTokens tokens, ResultStore store, CancellationToken ct)
    {
        await tokens.VerifyAsync(token);
        return await store.FindAsync(task, ct) is null ? TypedResults.NotFound() : TypedResults.NoContent();
    }

    private static async Task<ContentHttpResult> HashAsync(TaskId task, ResultStore store, CancellationToken ct) =>
        TypedResults.Text((await store.FindAsync(task, ct)
            ?? throw new UserErrorException($"Task {task} has no result here.", HttpStatusCode.NotFound)).ToString());

    private static ContentHttpResult Link(Cid cid) => TypedResults.Text($"/ipfs/{cid}");

    private static void AllowBody(HttpContext http, long bytes)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = bytes;
    }

    // A byte of the archive takes four at most ("255,"); the other fields are short.
    private static long MostJsonBytes(long zip) => zip * 4 + (1 << 20);
}
