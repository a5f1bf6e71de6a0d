using FsCheck;
using FsCheck.Fluent;

namespace Iexec.Runtime.Tests;

public sealed class BackoffTests
{
    private static readonly Backoff Waits = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(int.MaxValue, 60)]
    public void Waits_double_up_to_the_longest(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Waits.After(failures, 0));

    [Fact]
    public void Chance_shortens_a_wait_by_half_at_most() =>
        Prop.ForAll<PositiveInt>(seed =>
        {
            var random = new Random(seed.Get);
            var failures = random.Next(1, 20);
            var wait = Waits.After(failures, random);
            return wait <= Waits.After(failures, 0) && wait >= Waits.After(failures, 0) / 2;
        }).QuickCheckThrowOnFailure();
}
