using System.Net;
using Iexec.Hosting;
using Iexec.Results.Ipfs;
using Iexec.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Iexec.Results.Gateway;

/// <summary><c>GET</c> and <c>HEAD /ipfs/{cid}</c>: a stored file, in whole or in ranges.</summary>
internal static class GatewayEndpoint
{
    public static void MapGateway(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/ipfs/{cid}", [HttpMethods.Get, HttpMethods.Head], ServeAsync);

    private static async Task<FileStreamHttpResult> ServeAsync(string cid, HttpContext http, IBlobs blobs, CancellationToken ct)
    {
        if (!Cid.TryParse(cid, null, out var parsed))
            throw new UserErrorException("This is not a CID of version 0; expected /ipfs/Qm… with 46 characters.");
        var file = await blobs.OpenAsync(parsed.ToString(), ct)
            ?? throw new UserErrorException($"There is no {parsed} here.", HttpStatusCode.NotFound);
        // The file is a stranger's: a browser may save it, not show it. What a CID names never changes.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.RegisterForDisposeAsync(file);
        var zip = await IsZipAsync(file, ct);
        return TypedResults.Stream(
            file,
            zip ? "application/zip" : "application/octet-stream",
            fileDownloadName: zip ? $"{parsed}.zip" : parsed.ToString(),
            entityTag: new EntityTagHeaderValue($"\"{parsed}\""),
            enableRangeProcessing: true);
    }

    private static async Task<bool> IsZipAsync(Stream file, CancellationToken ct)
    {
        var start = new byte[4];
        var isWhole = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct) == start.Length;
        file.Position = 0;
        return isWhole && start.AsSpan().StartsWith("PK"u8) && start[2] < 8;
    }
}
