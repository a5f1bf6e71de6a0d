using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Iexec.Results.Ipfs;
using Xunit;

namespace Iexec.Results.Tests.Ipfs;

public sealed class UnixFsFileTests
{
    [Theory] // What `ipfs add` prints for these texts in the IPFS documentation and primers.
    [InlineData("", "QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQH")]
    [InlineData("hello world\n", "QmT78zSuBmuS4z925WZfrqQ1qHaJ56DQaTfyMUF7F8ff5o")]
    [InlineData("hello worlds\n", "QmZ4tDuvesekSs4qM5ZBKpXiZGun7S2CYtEZRB3DYXkjGx")]
    [InlineData("hello world", "Qmf412jQZiuVUtdgnB36FXFX7xg5V6KEbSJ4dpQuhkLyfD")]
    [InlineData("version 1 of my text\n", "QmZtmD2qt6fJot32nabSP3CUjicnypEBz7bHVDhPQt9aAy")]
    public void Texts_have_the_published_cid(string text, string cid) => Assert.Equal(cid, Of(Encoding.UTF8.GetBytes(text), new UnixFsFile()));

    [Theory] // Bytes 0, 1, … 250, 0, …; computed with ipfs-unixfs-importer 17.1 (CID version 0, fixed 262144, balanced 174).
    [InlineData(1, "QmS9JArPwa55ePgDnyg6TzX24mYTS1b1vLqWNebyVotKxQ")]
    [InlineData(262143, "QmRfm83kqBpGJbGxJg1en9hpwq8eNnP4E2Dj8K73F4m983")]
    [InlineData(262144, "QmeqfRyS3vkku7n6krqC3DgGMex3x2sCpSeKMDmrG13QQq")]
    [InlineData(262145, "QmUSjGawaz4ptvREcMKSMJneWCa5j8dAz2wSAAvHtW2rnB")]
    [InlineData(3 * 262144 + 17, "QmdsKi7QPXmeQZwdwJWx1kci28jyQQZGWbGFkTbcPExR1e")]
    [InlineData(174 * 262144, "QmXCym15aFeWjAWyPFaAgwVmkuKB7EBsV77Skt54KmxChF")]
    [InlineData(174 * 262144 + 1, "QmTedsTekQQkgACJXb1sPZSW8bLdS9LPMrT7L4YdjNRd4n")]
    [InlineData(175 * 262144 + 5, "QmagSFfvPvAFXZm9mwAVndNCzXpY4nHRu58riErtS5tf8K")]
    public void Larger_files_have_the_cid_of_the_reference_importer(int size, string cid) => Assert.Equal(cid, Of(Pattern(size), new UnixFsFile()));

    [Theory] // The same importer with chunks of 4 bytes and 3 links, which makes deep trees of few bytes.
    [InlineData(4, "QmSpgrxS7GV2xivpNPmgy8YPyPhSDmTJumDwv3RGNBXjE9")]
    [InlineData(5, "Qmf2coSLeNjuq1scU2DSVGD8F51awNaZzYwKmhVaarNUdE")]
    [InlineData(12, "QmVyBTWKNq9Hrk6QDeg6qAqQrF1jiSchichpC3i6edekov")]
    [InlineData(13, "Qmc1Du5QVrAgTSdvJecBgekPgVZfaTxdYMrGXmQ62L9n5Q")]
    [InlineData(36, "QmSrLbaad7uec55vAJfn39XBCsppQtT8ivcRnAJMvzfhNA")]
    [InlineData(37, "QmYD7tcjqnMfeEXS4sRvUBevtzcpxRLCFKSD83NXVEmX2J")]
    [InlineData(108, "QmdPVRLeYcnkUz63MEcFPWfnfLhzEMY4AjYK4iGUfX8nMe")]
    [InlineData(109, "QmThZomnMt4M1vQLJNm1BuHSnEQhK5j3Cv65eEpdoUGp3K")]
    [InlineData(325, "QmXZ7t7jtdxFkLfTCRQ8TJmZz9y6yoLaeJYTpNF6Xx7Vwt")]
    public void Deep_trees_have_the_cid_of_the_reference_importer(int size, string cid) => Assert.Equal(cid, Of(Pattern(size), new UnixFsFile(4, 3)));

    [Fact]
    public void The_cid_does_not_depend_on_how_the_bytes_arrive() =>
        Prop.ForAll<byte[], PositiveInt>((bytes, step) =>
        {
            var pieces = new UnixFsFile(4, 3);
            foreach (var piece in bytes.Chunk(step.Get))
                pieces.Append(piece);
            return pieces.Finish().ToString() == Of(bytes, new UnixFsFile(4, 3));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("../../../etc/passwd")]
    [InlineData("QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQ")]
    [InlineData("QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQ0")]
    [InlineData("QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQ/")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("1111111111111111111111111111111111111111111111")]
    public void Text_that_is_no_cid_is_refused(string text)
    {
        Assert.False(Cid.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => Cid.Parse(text));
    }

    private static string Of(byte[] bytes, UnixFsFile file)
    {
        file.Append(bytes);
        return file.Finish().ToString();
    }

    private static byte[] Pattern(int size) => [.. Enumerable.Range(0, size).Select(i => (byte)(i % 251))];
}
