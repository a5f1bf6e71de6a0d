using Xunit;

namespace Iexec.Devnet.Tests.Images;

[Trait("Category", "Integration")]
public sealed class MisbehavingTests(ImagesFixture images) : IClassFixture<ImagesFixture>
{
    [Fact]
    public async Task It_does_what_it_is_told()
    {
        var image = await images.Client.PublishAsync(MisbehavingImage.Create(), CancellationToken.None);

        var well = await images.RunAsync(image, "well", "hello", "world");
        Assert.Equal("hello world\n", await File.ReadAllTextAsync(Path.Combine(well.Output, "result.txt")));
        Assert.True(File.Exists(Path.Combine(well.Output, "computed.json")));
        Assert.Equal(3, (await images.RunAsync(image, "exit", "3")).ExitCode);
        Assert.Equal(["result.txt"], Directory.EnumerateFiles((await images.RunAsync(image, "no-computed-json")).Output).Select(Path.GetFileName));
        var outputs = await Task.WhenAll(images.RunAsync(image, "every-replica-differs"), images.RunAsync(image, "every-replica-differs"));
        Assert.Equal(2, outputs.Select(run => File.ReadAllText(Path.Combine(run.Output, "result.txt"))).Distinct().Count());
        Assert.Equal(1 << 20, new FileInfo(Path.Combine((await images.RunAsync(image, "big-output", "1")).Output, "result.bin")).Length);
        Assert.Equal(137, (await images.RunAsync(image, "memory")).ExitCode);
        Assert.NotEqual(0, (await images.RunAsync(image, "write-root")).ExitCode);
    }
}
