namespace Iexec.Devnet.Images;

/// <summary>The workshop's app: finds an Ethereum address with a wanted prefix (<c>apps/vanity</c>).</summary>
public static class VanityImage
{
    /// <summary>The image, made of the app as it was built with this program and of this machine's .NET runtime.</summary>
    public static async Task<LocalImage> CreateAsync(CancellationToken cancellation) =>
        new(
            "iexec/vanity",
            "1.0.0",
            await DotnetFiles.CollectAsync(Path.Combine(AppContext.BaseDirectory, "vanity.dll"), cancellation),
            [DotnetFiles.Host, "/app/vanity.dll"],
            // No debugger's pipes in /tmp; no start-up work for what a short run does not need.
            ["DOTNET_EnableDiagnostics=0", "DOTNET_TieredPGO=0"]);
}
