using System.Buffers.Binary;
using System.Text;
using Docker.DotNet;
using FsCheck;
using FsCheck.Fluent;
using Iexec.Docker;
using Xunit;

namespace Iexec.Worker.Tests.Docker;

public sealed class ContainerOutputTests
{
    [Fact]
    public void A_tail_is_the_end_of_what_was_written()
    {
        Prop.ForAll<NonNull<string>[], PositiveInt>((parts, capacity) =>
        {
            var buffer = new TailBuffer(capacity.Get);
            var all = "";
            foreach (var part in parts.Select(part => string.Concat(part.Get.Where(char.IsAscii))))
            {
                buffer.Append(part);
                all += part;
            }
            return buffer.ToString() == all[Math.Max(0, all.Length - capacity.Get)..] && buffer.Truncated == all.Length > capacity.Get;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_tail_does_not_begin_with_half_a_character()
    {
        var buffer = new TailBuffer(3);
        buffer.Append("😀😀");
        Assert.Equal("😀", buffer.ToString());
    }

    [Fact]
    public async Task Streams_are_told_apart_and_characters_joined_across_frames()
    {
        var euro = Encoding.UTF8.GetBytes("€");
        using var stream = new MemoryStream([.. Frame(1, [(byte)'a', euro[0]]), .. Frame(2, "error"u8), .. Frame(1, euro.AsSpan(1)), .. Frame(1, [])]);
        using var output = new ContainerOutput(new MultiplexedStream(stream, multiplexed: true));
        await output.FollowAsync(CancellationToken.None);

        Assert.Equal(("a€", "error"), (output.Stdout, output.Stderr));
    }

    [Fact]
    public async Task A_stream_that_breaks_off_gives_what_came()
    {
        using var stream = new MemoryStream([.. Frame(1, "whole"u8), .. Frame(2, "half"u8)[..^2], ]);
        using var output = new ContainerOutput(new MultiplexedStream(stream, multiplexed: true));
        await output.FollowAsync(CancellationToken.None);

        Assert.Equal(("whole", "ha"), (output.Stdout, output.Stderr));
    }

    private static byte[] Frame(byte stream, ReadOnlySpan<byte> data)
    {
        var frame = new byte[8 + data.Length];
        frame[0] = stream;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), (uint)data.Length);
        data.CopyTo(frame.AsSpan(8));
        return frame;
    }
}
