using Iexec.Testing;

namespace Iexec.Runtime.Tests;

public sealed class TroublesTests
{
    private readonly ManualTime _time = new();
    private readonly Troubles<string> _troubles;

    public TroublesTests() =>
        _troubles = new("deals", new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)), _time, TestSurroundings.With().Randomness);

    [Fact]
    public void An_item_that_fails_waits_longer_each_time_and_no_other_waits()
    {
        Assert.Equal(_time.GetUtcNow().AddSeconds(1), _troubles.Failed("a", "odd bytes"));
        Assert.False(_troubles.IsDue("a"));
        Assert.True(_troubles.IsDue("b"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_troubles.IsDue("a"));
        Assert.Equal(_time.GetUtcNow().AddSeconds(2), _troubles.Failed("a", "odd bytes"));
    }

    [Fact]
    public void An_item_that_went_well_is_in_no_trouble_any_more()
    {
        _troubles.Failed("a", "odd bytes");
        _troubles.Over("a");
        Assert.True(_troubles.IsDue("a"));
        Assert.Null(_troubles.Sentence());
    }

    [Fact]
    public void Health_is_told_how_many_and_why()
    {
        foreach (var item in new[] { "a", "b", "c", "d" })
            _troubles.Failed(item, "odd bytes");
        Assert.Equal(
            "4 deals cannot be handled now and are tried again: a: odd bytes; b: odd bytes; c: odd bytes; …", _troubles.Sentence());
    }
}
