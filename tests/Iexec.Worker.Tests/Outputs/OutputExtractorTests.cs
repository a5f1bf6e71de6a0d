using System.Formats.Tar;
using Iexec.Worker.Outputs;
using Iexec.Worker.Running;
using Xunit;

namespace Iexec.Worker.Tests.Outputs;

/// <summary>Streams that no honest Engine sends, and no hostile one profits from.</summary>
public sealed class OutputExtractorTests : IDisposable
{
    private static readonly RunLimits Limits = new() { WallTime = TimeSpan.Zero, OutputBytes = 1000, OutputEntries = 5, OutputDepth = 2 };
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("iexec-extract-");

    private string Target => Path.Combine(_directory.FullName, "target");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("iexec_out/../../escaped")]
    [InlineData("iexec_out/a/../../../escaped")]
    [InlineData("iexec_out/a/b/c/too-deep")]
    public async Task Names_that_leave_the_target_are_refused(string name)
    {
        await FailsAsync(FailureKind.OutputRefused, new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream([1]) });
        Assert.Empty(_directory.GetFiles("*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.Fifo)]
    [InlineData(TarEntryType.CharacterDevice)]
    [InlineData(TarEntryType.BlockDevice)]
    public async Task Entries_other_than_files_and_directories_are_refused(TarEntryType type)
    {
        var entry = new PaxTarEntry(type, "iexec_out/x");
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            entry.LinkName = "/etc/passwd";
        await FailsAsync(FailureKind.OutputRefused, entry);
        Assert.Empty(Directory.GetFileSystemEntries(Target));
    }

    [Fact]
    public async Task Bytes_are_bounded_in_all() =>
        await FailsAsync(FailureKind.OutputTooLarge, File("a", 600), File("b", 600));

    [Fact]
    public async Task Entries_are_bounded() =>
        await FailsAsync(FailureKind.OutputTooLarge, [.. Enumerable.Range(0, 6).Select(i => File($"f{i}", 1))]);

    [Fact]
    public async Task Files_and_directories_are_taken_over()
    {
        await ExtractAsync(
            new PaxTarEntry(TarEntryType.Directory, "iexec_out/"),
            new PaxTarEntry(TarEntryType.Directory, "iexec_out/sub/"),
            File("sub/é", 3),
            File("empty", 0));

        Assert.Equal(3, new FileInfo(Path.Combine(Target, "sub", "é")).Length);
        Assert.Equal(0, new FileInfo(Path.Combine(Target, "empty")).Length);
    }

    private static PaxTarEntry File(string name, int length) =>
        new(TarEntryType.RegularFile, $"iexec_out/{name}") { DataStream = new MemoryStream(new byte[length]) };

    private async Task FailsAsync(FailureKind kind, params TarEntry[] entries)
    {
        var exception = await Assert.ThrowsAsync<RunFailedException>(() => ExtractAsync(entries));
        Assert.Equal(kind, exception.Failure.Kind);
    }

    private async Task ExtractAsync(params TarEntry[] entries)
    {
        Directory.CreateDirectory(Target);
        using var tar = new MemoryStream();
        await using (var writer = new TarWriter(tar, TarEntryFormat.Pax, leaveOpen: true))
            foreach (var entry in entries)
                await writer.WriteEntryAsync(entry);
        tar.Position = 0;
        await OutputExtractor.ExtractAsync(tar, Target, Limits, CancellationToken.None);
    }
}
