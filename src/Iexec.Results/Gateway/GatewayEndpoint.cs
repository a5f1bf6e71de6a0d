using System.Net;
using Iexec.Hosting;
using Iexec.Results.Ipfs;
using Iexec.Results.Store;
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
        routes.MapMethods("/ipfs/{cid}", [HttpMethods.Get, HttpMethods.Head], Serve);

    private static PhysicalFileHttpResult Serve(string cid, HttpContext http, BlobStore blobs)
    {
        if (!Cid.TryParse(cid, null, out var parsed))
            throw new UserErrorException("This is not a CID of version 0; expected /ipfs/Qm… with 46 characters.");
        var path = blobs.Find(parsed)
            ?? throw new UserErrorException($"There is no {parsed} here.", HttpStatusCode.NotFound);
        // The file is a stranger's: a browser may save it, not show it. What a CID names never changes.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        var zip = IsZip(path);
        return TypedResults.PhysicalFile(
            path,
            zip ? "application/zip" : "application/octet-stream",
            fileDownloadName: zip ? $"{parsed}.zip" : parsed.ToString(),
            entityTag: new EntityTagHeaderValue($"\"{parsed}\""),
            enableRangeProcessing: true);
    }

    private static bool IsZip(string path)
    {
        Span<byte> start = stackalloc byte[4];
        using var file = File.OpenHandle(path);
        return RandomAccess.Read(file, start, 0) == start.Length && start.StartsWith("PK"u8) && start[2] < 8;
    }
}
