using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Iexec.Ethereum;
using Iexec.Protocol;
using Xunit;

namespace Iexec.Results.Tests.Api;

public sealed class ResultArchiveTests
{
    private const string Hi = "hi";

    [Fact]
    public async Task A_file_counts_by_its_sha256() =>
        Assert.Equal(TestZip.Sha256(Hi), await Digest(TestZip.Of(("a/b.txt", Hi), TestZip.Computed("/iexec_out/a/b.txt"))));

    [Fact]
    public async Task A_folder_counts_by_its_direct_files_in_ordinal_order_of_names()
    {
        byte[] hashes = [.. Sha("B"), .. Sha("a"), .. Sha("e"), .. Sha("")];
        var zip = TestZip.Of(
            ("out/é", "e"), ("out/b", "a"), ("out/Z", "B"), ("out/sub/deep", "ignored"), ("out/\U0001F600", ""), ("other", "x"), TestZip.Computed("/iexec_out/out/"));
        Assert.Equal(Keccak256.Hash(hashes), await Digest(zip));
    }

    [Fact]
    public async Task All_of_iexec_out_may_be_the_result()
    {
        var (name, text) = TestZip.Computed("/iexec_out");
        Assert.Equal(Keccak256.Hash([.. Sha(text), .. Sha(Hi)]), await Digest(TestZip.Of(("r.txt", Hi), (name, text))));
    }

    [Fact]
    public async Task An_empty_folder_has_the_digest_of_nothing() =>
        Assert.Equal(Keccak256.Empty, await Digest(TestZip.Of(("out/", ""), TestZip.Computed("/iexec_out/out"))));

    [Fact]
    public async Task Callback_data_is_the_result_where_the_deal_has_a_callback_or_no_path_is_named()
    {
        var both = TestZip.Of(("r.txt", Hi), ("computed.json", """{"deterministic-output-path":"/iexec_out/r.txt","callback-data":"0xabcd"}"""));
        Assert.Equal(Keccak256.Hash([0xab, 0xcd]), await Digest(both, hasCallback: true));
        Assert.Equal(TestZip.Sha256(Hi), await Digest(both));
        Assert.Equal(Keccak256.Hash([0xab, 0xcd]), await Digest(TestZip.Of(("computed.json", """{"callback-data":"0xabcd","task-id":"0x1"}"""))));
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => Digest(TestZip.Of(("r.txt", Hi), TestZip.Computed("/iexec_out/r.txt")), hasCallback: true));
        Assert.Contains("no callback-data", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "is not JSON")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("{}", "neither")]
    [InlineData("""{"deterministic-output-path":"","callback-data":""}""", "neither")]
    [InlineData("""{"deterministic-output-path":7}""", "must be a string")]
    [InlineData("""{"callback-data":"0xz"}""", "callback-data")]
    [InlineData("""{"callback-data":"ab"}""", "callback-data")]
    [InlineData("""{"deterministic-output-path":"/iexec_out/none"}""", "not in the archive")]
    [InlineData("""{"deterministic-output-path":"/iexec_out/../etc/passwd"}""", "must be an absolute path in /iexec_out")]
    [InlineData("""{"deterministic-output-path":"/etc/passwd"}""", "must be an absolute path in /iexec_out")]
    [InlineData("""{"deterministic-output-path":"iexec_out/r.txt"}""", "must be an absolute path in /iexec_out")]
    [InlineData("""{"deterministic-output-path":"/iexec_outside"}""", "must be an absolute path in /iexec_out")]
    public Task A_bad_computed_json_is_explained(string json, string why) => Refused(TestZip.Of(("computed.json", json), ("r.txt", Hi)), why);

    [Fact]
    public async Task A_callbacks_data_must_be_what_the_hub_can_keep()
    {
        static byte[] Of(int length) => TestZip.Of(("computed.json", $$"""{"callback-data":"0x{{new string('0', 2 * length)}}"}"""));

        Assert.Equal(Keccak256.Hash(new byte[ComputedFile.MaxCallbackBytes]), await Digest(Of(ComputedFile.MaxCallbackBytes)));
        await Refused(Of(ComputedFile.MaxCallbackBytes + 1), $"takes {ComputedFile.MaxCallbackBytes} at most");
    }

    [Fact]
    public async Task Computed_json_must_be_there_and_be_small()
    {
        await Refused(TestZip.Of(("r.txt", Hi)), "has no computed.json");
        await Refused(TestZip.Of(("computed.json", new string(' ', ResultArchiveLimits.MaxComputedBytes + 1))), $"at most {ResultArchiveLimits.MaxComputedBytes}");
    }

    [Theory]
    [InlineData("../evil", "leaves its folder")]
    [InlineData("a/../../evil", "leaves its folder")]
    [InlineData("a//b", "leaves its folder or has an empty part")]
    [InlineData("./a", "leaves its folder")]
    [InlineData("/etc/passwd", "is absolute")]
    [InlineData("..\\evil", "has a '\\'")]
    [InlineData("a\nb", "control character")]
    public Task Names_that_could_leave_the_folder_are_refused(string name, string why) =>
        Refused(TestZip.Of((name, Hi), TestZip.Computed("/iexec_out")), why);

    [Fact]
    public async Task Names_that_mean_two_things_are_refused()
    {
        await Refused(TestZip.Of(("r.txt", "a"), ("r.txt", "b"), TestZip.Computed("/iexec_out/r.txt")), "two entries named 'r.txt'");
        await Refused(TestZip.Of(("r", "a"), ("r/s", "b"), TestZip.Computed("/iexec_out/r")), "both a file and a folder");
    }

    [Fact]
    public Task Symbolic_links_are_refused() =>
        Refused(TestZip.Of([("link", "/etc/passwd"u8.ToArray())], unchecked((int)0xA1FF0000)), "symbolic link");

    [Fact]
    public async Task Bombs_are_refused_by_what_they_declare()
    {
        var zip = TestZip.Of([("zeros", new byte[10_000_000]), ("computed.json", """{"deterministic-output-path":"/iexec_out/zeros"}"""u8.ToArray())]);
        Assert.True(zip.Length < 100_000);
        await Refused(zip, "once inflated", new ResultArchiveLimits(MaxInflatedBytes: 1_000_000));
    }

    [Fact]
    public async Task Nothing_is_inflated_beyond_the_size_it_declares()
    {
        var zip = Declaring(1000);
        Assert.Equal(Bytes32.FromBytes(SHA256.HashData(new byte[1000])), await Digest(zip, new ResultArchiveLimits(MaxInflatedBytes: 1_000_000)));
        await Refused(Declaring(20_000_000), "has not the 20000000 bytes it declares");

        static byte[] Declaring(int size)
        {
            var zip = TestZip.Of([("zeros", new byte[10_000_000]), ("computed.json", """{"deterministic-output-path":"/iexec_out/zeros"}"""u8.ToArray())]);
            foreach (var at in Positions(zip, 10_000_000))
                BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(at), size);
            return zip;
        }
    }

    [Fact]
    public async Task Too_many_entries_are_refused_before_they_are_read()
    {
        var zip = TestZip.Of([.. Enumerable.Range(0, 30).Select(i => ($"f{i}", "")), TestZip.Computed("/iexec_out")]);
        await Refused(zip, "31 entries", new ResultArchiveLimits(MaxEntries: 30));
        // The count is a lie: the directory's length is what counts.
        var record = zip.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(record + 10), 1);
        await Refused(zip, "", new ResultArchiveLimits(MaxEntries: 30));
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(record + 10), ushort.MaxValue);
        await Refused(zip, "more than 4 GiB");
    }

    [Fact]
    public void Damaged_archives_fail_in_one_way() =>
        Prop.ForAll<int, byte>((at, value) =>
        {
            var zip = TestZip.Of(("out/a", "first"), ("out/b", "second"), TestZip.Computed("/iexec_out/out"));
            zip[(int)((uint)at % zip.Length)] = value;
            try
            {
                Digest(zip).GetAwaiter().GetResult();
            }
            catch (InvalidDataException)
            {
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static IEnumerable<int> Positions(byte[] bytes, int value)
    {
        for (var i = 0; i + 4 <= bytes.Length; i++)
            if (BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(i)) == value)
                yield return i;
    }

    private static byte[] Sha(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static async Task Refused(byte[] zip, string why, ResultArchiveLimits? limits = null) =>
        Assert.Contains(why, (await Assert.ThrowsAsync<InvalidDataException>(() => Digest(zip, limits))).Message, StringComparison.Ordinal);

    private static async Task<Bytes32> Digest(byte[] zip, ResultArchiveLimits? limits = null, bool hasCallback = false)
    {
        await using var archive = await ResultArchive.OpenAsync(new MemoryStream(zip), limits, default);
        return (await archive.DigestAsync(hasCallback, default)).Value;
    }
}
