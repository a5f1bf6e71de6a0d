using Iexec.Ethereum;
using Iexec.Scheduler.Chain;
using Iexec.Testing;
using Xunit;

namespace Iexec.Scheduler.Tests.Workers;

public sealed class ChainClockTests
{
    private static readonly DateTimeOffset BlockTime = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(11)]
    [InlineData(-11)]
    public void Whatever_the_own_clock_shows_the_chains_time_is_the_newest_blocks_and_what_has_passed_since(int minutes)
    {
        var time = new ManualTime(BlockTime.AddMinutes(minutes));
        var clock = new ChainClock(time);

        Assert.Equal(BlockTime, clock.Now(Block(1, 0)));
        time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(BlockTime.AddSeconds(7), clock.Now(Block(1, 0)));
        Assert.Equal(BlockTime.AddSeconds(12), clock.Now(Block(2, 12)));
    }

    [Fact]
    public void On_a_chain_without_new_blocks_time_goes_on()
    {
        var time = new ManualTime();
        var clock = new ChainClock(time);
        clock.Now(Block(1, 0));

        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(BlockTime.AddHours(1), clock.Now(Block(1, 0)));
    }

    private static Block Block(ulong number, ulong seconds) =>
        new(number, Bytes32.FromInteger(number), Bytes32.FromInteger(number - 1), (ulong)BlockTime.ToUnixTimeSeconds() + seconds);
}
