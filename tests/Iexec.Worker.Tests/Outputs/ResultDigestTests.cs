using System.Security.Cryptography;
using System.Text.Json;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Worker.Outputs;
using Iexec.Worker.Running;
using Xunit;

namespace Iexec.Worker.Tests.Outputs;

public sealed class ResultDigestTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("iexec-digest-");

    private readonly string _archive = Path.GetTempFileName();

    public void Dispose()
    {
        _directory.Delete(recursive: true);
        File.Delete(_archive);
    }

    [Fact]
    public async Task A_file_is_digested_by_sha256()
    {
        Write("answer", "42");
        Assert.Equal(Bytes32.FromBytes(SHA256.HashData("42"u8)), (await DigestAsync("/iexec_out/answer")).Value);
    }

    [Fact]
    public async Task A_directory_is_digested_by_its_direct_files_in_the_order_of_their_names()
    {
        Write("out/b", "2");
        Write("out/B", "1");
        Write("out/empty", "");
        var expected = Keccak256.Hash([.. SHA256.HashData("1"u8), .. SHA256.HashData("2"u8), .. SHA256.HashData([])]);

        Assert.Equal(expected, (await DigestAsync("/iexec_out/out")).Value);
        Write("out/sub/c", "subdirectories do not count");
        Assert.Equal(expected, (await DigestAsync("/iexec_out/out/")).Value);
    }

    [Fact]
    public async Task Files_in_sub_folders_are_in_no_published_digest_and_are_counted()
    {
        Write("out/a", "1");
        Write("out/sub/b", "2");
        Write("out/sub/deep/c", "3");
        Write("other/d", "4");

        Assert.Equal(new ResultDigest(Keccak256.Hash(SHA256.HashData("1"u8)), null, 2), await DigestAsync("/iexec_out/out"));
        Assert.Equal(0, (await DigestAsync("/iexec_out/out/a")).Uncovered);
    }

    [Fact]
    public async Task A_tree_is_digested_with_the_paths_and_contents_of_all_files_below()
    {
        Write("out/b", "2");
        Write("out/a/c", "1");
        var whole = await DigestAsync("/iexec_out/out", tree: "tree");

        Assert.Equal(
            Keccak256.Hash([.. SHA256.HashData("a/c"u8), .. SHA256.HashData("1"u8), .. SHA256.HashData("b"u8), .. SHA256.HashData("2"u8)]), whole.Value);
        Assert.Equal(0, whole.Uncovered);
        Write("out/a/c", "other");
        Assert.NotEqual(whole, await DigestAsync("/iexec_out/out", tree: "tree"));
        File.Move(Path.Combine(_directory.FullName, "out/a/c"), Path.Combine(_directory.FullName, "out/a/d"));
        Assert.NotEqual(whole, await DigestAsync("/iexec_out/out", tree: "tree"));
        await FailsAsync(FailureKind.ComputedJsonInvalid, DigestAsync("/iexec_out/out", tree: "forest"));
    }

    [Fact]
    public async Task An_empty_directory_is_digested_as_no_bytes()
    {
        _directory.CreateSubdirectory("out");
        Assert.Equal(Keccak256.Empty, (await DigestAsync("/iexec_out/out")).Value);
    }

    [Fact]
    public async Task The_whole_output_can_be_the_result()
    {
        Write("answer", "42");
        var digest = await DigestAsync("/iexec_out");
        var computed = await File.ReadAllBytesAsync(Path.Combine(_directory.FullName, ComputedFile.Name));
        Assert.Equal(Keccak256.Hash([.. SHA256.HashData("42"u8), .. SHA256.HashData(computed)]), digest.Value);
    }

    [Theory]
    [InlineData("0x", new byte[0])]
    [InlineData("0xC0ffee", new byte[] { 0xc0, 0xff, 0xee })]
    public async Task Callback_data_is_digested_by_keccak(string data, byte[] bytes)
    {
        var digest = await DigestAsync("/iexec_out/ignored", data, hasCallback: true);

        Assert.Equal(bytes, digest.CallbackData);
        Assert.Equal(Keccak256.Hash(bytes), digest.Value);
        Assert.Equal(digest.Value, (await DigestAsync(null, data)).Value);
    }

    [Fact]
    public async Task Without_a_callback_the_path_counts()
    {
        Write("answer", "42");
        var digest = await DigestAsync("/iexec_out/answer", "0x01");

        Assert.Null(digest.CallbackData);
        Assert.Equal(Bytes32.FromBytes(SHA256.HashData("42"u8)), digest.Value);
    }

    [Theory]
    [InlineData(null, null, false, FailureKind.ComputedJsonInvalid)]
    [InlineData("", "", true, FailureKind.ComputedJsonInvalid)]
    [InlineData("/iexec_out/answer", null, true, FailureKind.ComputedJsonInvalid)]
    [InlineData(null, "c0ffee", false, FailureKind.ComputedJsonInvalid)]
    [InlineData(null, "0xc0f", false, FailureKind.ComputedJsonInvalid)]
    [InlineData("/iexec_out/none", null, false, FailureKind.NoDeterministicOutput)]
    [InlineData("/iexec_out/../answer", null, false, FailureKind.ComputedJsonInvalid)]
    [InlineData("/iexec_out/a\0b", null, false, FailureKind.NoDeterministicOutput)]
    [InlineData("/iexec_out/computed.json", "no bytes", false, FailureKind.ComputedJsonInvalid)]
    [InlineData("relative", null, false, FailureKind.ComputedJsonInvalid)]
    public async Task What_cannot_be_digested_is_a_failure(string? path, string? data, bool hasCallback, FailureKind kind)
    {
        await FailsAsync(kind, DigestAsync(path, data, hasCallback));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"deterministic-output-path\":7}")]
    [InlineData("{\"deterministic-output-path\":\"/iexec_out/a\"")]
    public async Task Other_json_is_a_failure(string text)
    {
        Write(ComputedFile.Name, text);
        await FailsAsync(FailureKind.ComputedJsonInvalid, PackAsync(false));
    }

    [Fact]
    public async Task A_huge_computed_json_is_a_failure()
    {
        Write(ComputedFile.Name, new string(' ', 1 << 20));
        await FailsAsync(FailureKind.ComputedJsonInvalid, PackAsync(false));
    }

    [Fact]
    public async Task A_directory_is_no_computed_json()
    {
        _directory.CreateSubdirectory(ComputedFile.Name);
        await FailsAsync(FailureKind.NoComputedJson, PackAsync(false));
    }

    [Fact]
    public async Task An_archives_bytes_depend_on_names_and_contents_only()
    {
        Write("b/answer", "42");
        Write("a", "1");
        await DigestAsync("/iexec_out/b");
        var first = await File.ReadAllBytesAsync(_archive);
        File.SetLastWriteTimeUtc(Path.Combine(_directory.FullName, "a"), DateTime.UnixEpoch.AddYears(30));
        await DigestAsync("/iexec_out/b");

        Assert.Equal(first, await File.ReadAllBytesAsync(_archive));
    }

    private static async Task FailsAsync(FailureKind kind, Task digest) =>
        Assert.Equal(kind, (await Assert.ThrowsAsync<RunFailedException>(() => digest)).Failure.Kind);

    private Task<ResultDigest> DigestAsync(string? path, string? data = null, bool hasCallback = false, string? tree = null)
    {
        Write(ComputedFile.Name, JsonSerializer.Serialize(new Dictionary<string, string?> { ["deterministic-output-path"] = path, ["callback-data"] = data, ["deterministic-output-digest"] = tree }));
        return PackAsync(hasCallback);
    }

    private Task<ResultDigest> PackAsync(bool hasCallback) => ResultArchiver.PackAsync(_directory.FullName, _archive, hasCallback, CancellationToken.None);

    private void Write(string path, string text)
    {
        var file = Path.Combine(_directory.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
