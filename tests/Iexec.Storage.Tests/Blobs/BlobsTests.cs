using Iexec.Runtime;
using Xunit;

namespace Iexec.Storage.Tests.Blobs;

/// <summary>What every store of blobs does.</summary>
public abstract class BlobsTests
{
    private protected abstract IBlobs Store { get; }

    [Fact]
    public async Task A_blob_has_its_bytes_once_it_has_its_name_and_not_before()
    {
        var bytes = new byte[1 << 20];
        Random.Shared.NextBytes(bytes);
        await using var pending = await Store.ReceiveAsync(new MemoryStream(bytes), bytes.Length, default);
        Assert.Equal(bytes.Length, pending.Length);
        Assert.Equal(bytes, await ReadAsync(await pending.OpenAsync(default)));
        Assert.Null(await Store.OpenAsync("blob", default));
        Assert.Null(await Store.LengthAsync("blob", default));
        Assert.False(await Store.ExistsAsync("blob", default));

        await pending.KeepAsync("blob", default);

        Assert.Equal(bytes, await ReadAsync(await Store.OpenAsync("blob", default)));
        Assert.Equal(bytes.Length, await Store.LengthAsync("blob", default));
        Assert.True(await Store.ExistsAsync("blob", default));
    }

    [Fact]
    public async Task A_kept_blob_stays_when_what_it_came_from_is_disposed()
    {
        await KeepAsync("kept", 1);

        Assert.Equal([1], await ReadAsync(await Store.OpenAsync("kept", default)));
    }

    [Fact]
    public async Task A_blob_can_be_read_from_anywhere()
    {
        await KeepAsync("parts", 1, 2, 3);

        await using var part = await Store.OpenAsync("parts", default);
        part!.Position = 2;
        Assert.Equal(3, part.Length);
        Assert.Equal(3, part.ReadByte());
    }

    [Fact]
    public async Task More_bytes_than_allowed_are_refused_and_exactly_so_many_are_not()
    {
        await Assert.ThrowsAsync<TooLargeException>(() => Store.ReceiveAsync(new MemoryStream(new byte[11]), 10, default));
        await using var pending = await Store.ReceiveAsync(new MemoryStream(new byte[10]), 10, default);
        Assert.Equal(10, pending.Length);
    }

    [Fact]
    public async Task An_endless_stream_is_read_no_further_than_the_bound()
    {
        using var endless = new Endless();
        await Assert.ThrowsAsync<TooLargeException>(() => Store.ReceiveAsync(endless, 1 << 20, default));
        Assert.InRange(endless.Position, 1 << 20, 2 << 20);
    }

    [Fact]
    public async Task A_name_given_again_has_the_newer_bytes_and_who_reads_reads_on()
    {
        await KeepAsync("again", 1, 1);
        await using var before = await Store.OpenAsync("again", default);
        await KeepAsync("again", 2);

        Assert.Equal([1, 1], await ReadAsync(before));
        Assert.Equal([2], await ReadAsync(await Store.OpenAsync("again", default)));
    }

    [Fact]
    public async Task A_deleted_blob_is_gone_and_who_reads_reads_on()
    {
        await KeepAsync("gone", 1);
        await using var before = await Store.OpenAsync("gone", default);

        Assert.True(await Store.DeleteAsync("gone", default));
        Assert.False(await Store.DeleteAsync("gone", default));
        Assert.Null(await Store.OpenAsync("gone", default));
        Assert.Equal([1], await ReadAsync(before));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("..")]
    [InlineData("../blob")]
    [InlineData("a/b")]
    [InlineData("a\0b")]
    [InlineData("/etc/passwd")]
    public async Task A_name_that_could_lead_elsewhere_is_refused(string name)
    {
        await using var pending = await Store.ReceiveAsync(new MemoryStream([1]), 1, default);
        await Assert.ThrowsAsync<ArgumentException>(() => pending.KeepAsync(name, default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenAsync(name, default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.LengthAsync(name, default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync(name, default));
    }

    private protected async Task KeepAsync(string name, params byte[] bytes)
    {
        await using var pending = await Store.ReceiveAsync(new MemoryStream(bytes), bytes.Length, default);
        await pending.KeepAsync(name, default);
    }

    private static async Task<byte[]> ReadAsync(Stream? stream)
    {
        await using var open = stream!;
        var bytes = new MemoryStream();
        await open.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private sealed class Endless : MemoryStream
    {
        private long _position;

        public override long Position => _position;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _position += buffer.Length;
            return new(buffer.Length);
        }
    }
}

/// <summary>Blobs in memory.</summary>
public sealed class MemoryBlobsTests : BlobsTests
{
    private protected override IBlobs Store { get; } = new MemoryBlobs();
}
