using System.Text.Json;
using Iexec.Devnet.Images;
using Iexec.Ethereum;
using Xunit;

namespace Iexec.Devnet.Tests.Images;

[Trait("Category", "Integration")]
public sealed class VanityTests(ImagesFixture images) : IClassFixture<ImagesFixture>
{
    [Fact]
    public async Task Every_replica_finds_the_same_address_which_has_the_prefix_and_belongs_to_the_key()
    {
        var image = await PublishAsync();

        var replicas = await Task.WhenAll(images.RunAsync(image, "--prefix", "C0d"), images.RunAsync(image, "0xc0d"));

        Assert.All(replicas, replica => Assert.Equal((0, ""), (replica.ExitCode, replica.Logs.Stderr)));
        var results = replicas.Select(replica => File.ReadAllText(Path.Combine(replica.Output, "result.json"))).ToList();
        Assert.Equal(results[0], results[1]);
        var answer = JsonDocument.Parse(results[0]).RootElement;
        using var key = PrivateKey.Parse(answer.GetProperty("privateKey").GetString()!);
        Assert.Equal(key.Address.ToString(), answer.GetProperty("address").GetString());
        Assert.StartsWith("0xc0d", key.Address.ToString(), StringComparison.OrdinalIgnoreCase);
        var computed = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(replicas[0].Output, "computed.json"))).RootElement;
        Assert.Equal("/iexec_out/result.json", computed.GetProperty("deterministic-output-path").GetString());
    }

    [Theory]
    [InlineData("'x' is not a hexadecimal digit", "xyz")]
    [InlineData("'x' is not a hexadecimal digit", "--prefix", "c0dex")]
    [InlineData("at most 5 digits", "123456")]
    [InlineData("prefix is empty", "0x")]
    [InlineData("Usage:")]
    [InlineData("Usage:", "--prefix")]
    [InlineData("Usage:", "c0de", "beef")]
    public async Task A_prefix_that_cannot_be_found_is_refused_at_once(string reason, params string[] arguments)
    {
        var run = await images.RunAsync(await PublishAsync(), arguments);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(reason, run.Logs.Stderr, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(run.Output));
    }

    [Fact]
    public async Task Building_it_again_gives_the_same_image_and_an_unchanged_one_is_not_built_again()
    {
        var image = await VanityImage.CreateAsync(CancellationToken.None);
        var first = await images.Client.PublishAsync(image, CancellationToken.None);
        var manifest = await ManifestAsync(image.Tag);

        Assert.Equal(first, await images.Client.PublishAsync(image, CancellationToken.None));
        var rebuilt = await images.Client.PublishAsync(image with { Tag = "again" }, CancellationToken.None);

        Assert.Equal(first.Digest, rebuilt.Digest);
        Assert.Equal(manifest, await ManifestAsync("again"));
        Assert.Equal($"{images.Registry.Authority}/iexec/vanity:1.0.0", first.Multiaddr);
    }

    private async Task<string> ManifestAsync(string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(images.Registry, $"/v2/iexec/vanity/manifests/{tag}"));
        request.Headers.Accept.ParseAdd("application/vnd.docker.distribution.manifest.v2+json");
        using var answer = await images.Http.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<PublishedImage> PublishAsync() =>
        await images.Client.PublishAsync(await VanityImage.CreateAsync(CancellationToken.None), CancellationToken.None);
}
