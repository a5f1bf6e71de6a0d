using System.Security.Cryptography;
using System.Text;
using Iexec.Ethereum;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Iexec.Worker.Tests.Containers;

/// <summary>In what a hostile registry deceives.</summary>
public enum LiesAbout
{
    Nothing,
    Manifest,
    Layer,
    Time,
}

/// <summary>A registry on loopback that does not keep what its digests promise.</summary>
internal sealed class HostileRegistry : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HostileRegistry(WebApplication app, Bytes32 promised) => (_app, Promised) = (app, promised);

    public string Host => new Uri(_app.Urls.First()).Authority;

    /// <summary>The digest under which its image is asked for.</summary>
    public Bytes32 Promised { get; }

    public static async Task<HostileRegistry> StartAsync(LiesAbout lie, int status = 200)
    {
        var config = """{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:1111111111111111111111111111111111111111111111111111111111111111"]}}"""u8.ToArray();
        var layer = "the layer that was promised"u8.ToArray();
        var manifest = Encoding.UTF8.GetBytes(
            $$"""
            {"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json",
            "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":{{config.Length}},"digest":"{{Digest(config)}}"},
            "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":{{layer.Length}},"digest":"{{Digest(layer)}}"}]}
            """);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            context.Response.StatusCode = status;
            if (status != 200)
                return;
            var path = context.Request.Path.Value!;
            if (path.Contains("/manifests/", StringComparison.Ordinal))
            {
                if (lie == LiesAbout.Time)
                    await Task.Delay(Timeout.Infinite, context.RequestAborted);
                context.Response.ContentType = "application/vnd.docker.distribution.manifest.v2+json";
                await AnswerAsync(context, lie == LiesAbout.Manifest ? [.. manifest, (byte)' '] : manifest);
            }
            else if (path.EndsWith(Digest(config), StringComparison.Ordinal))
                await AnswerAsync(context, config);
            else if (path.EndsWith(Digest(layer), StringComparison.Ordinal))
                await AnswerAsync(context, "the layer that was not promised"u8.ToArray());
        });
        await app.StartAsync();
        return new HostileRegistry(app, Bytes32.FromBytes(SHA256.HashData(manifest)));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context, byte[] content)
    {
        context.Response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(content);
    }

    private static string Digest(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";
}
