namespace Iexec.Runtime.Tests;

public sealed class SideBySideTests
{
    [Fact]
    public async Task Every_item_is_worked_on_once_and_no_more_than_so_many_at_once()
    {
        var (now, most, done) = (0, 0, new List<int>());
        await SideBySide.ForEachAsync(Enumerable.Range(0, 50), 4, async (item, ct) =>
        {
            lock (done)
                most = Math.Max(most, ++now);
            await Task.Yield();
            lock (done)
            {
                now--;
                done.Add(item);
            }
        }, default);
        Assert.Equal(Enumerable.Range(0, 50), done.Order());
        Assert.InRange(most, 1, 4);
    }

    [Fact]
    public async Task After_a_failure_no_item_is_begun_and_those_at_work_end_first()
    {
        var gate = new TaskCompletionSource();
        var begun = 0;
        var work = SideBySide.ForEachAsync(Enumerable.Range(0, 10), 2, (item, ct) =>
        {
            begun++;
            return item == 0 ? gate.Task : throw new InvalidOperationException("broken");
        }, default);
        Assert.False(work.IsCompleted);
        gate.SetResult();
        await Assert.ThrowsAsync<InvalidOperationException>(() => work);
        Assert.Equal(2, begun);
    }
}
