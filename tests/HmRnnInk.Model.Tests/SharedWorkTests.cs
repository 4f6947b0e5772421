namespace HmRnnInk.Model.Tests;

public sealed class SharedWorkTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public void EachPart_IsDoneOnce(int parts)
    {
        var done = new int[parts];
        SharedWork.Do(parts, part => Interlocked.Increment(ref done[part]));
        Assert.All(done, times => Assert.Equal(1, times));
    }

    [Fact]
    public void FailedPart_ThrowsItsOwnException()
    {
        for (int failing = 0; failing < 20; failing++)
        {
            var fault = Assert.Throws<EndOfStreamException>(() => SharedWork.Do(20, part =>
            {
                if (part == failing) throw new EndOfStreamException($"{part}");
            }));
            Assert.Equal($"{failing}", fault.Message);
        }
    }

    [Fact]
    public void FailedPart_ThrowsOnlyAfterAllOthersHaveStopped()
    {
        Assert.SkipWhen(Environment.ProcessorCount < 2, "On one core the parts run one after the other.");
        using SemaphoreSlim otherRuns = new(0), fails = new(0), released = new(0);
        Exception? fault = null;
        Thread? caller = null;
        caller = new Thread(() => fault = Record.Exception(() => SharedWork.Do(2, _ =>
        {
            if (Thread.CurrentThread != caller)
            {
                otherRuns.Release();
                Await(released);
                return;
            }

            Await(otherRuns);
            fails.Release();
            throw new EndOfStreamException();
        })));
        caller.IsBackground = true;
        caller.Start();

        Await(fails);
        // The caller either returns or blocks until the other part stops.
        Assert.True(SpinWait.SpinUntil(() => caller.ThreadState.HasFlag(ThreadState.WaitSleepJoin) || !caller.IsAlive, Bound));
        bool waits = caller.IsAlive;
        released.Release();
        Assert.True(caller.Join(Bound));

        Assert.True(waits);
        Assert.IsType<EndOfStreamException>(fault);
    }

    private static void Await(SemaphoreSlim signal) =>
        Assert.True(signal.Wait(Bound, TestContext.Current.CancellationToken), $"No signal within {Bound}.");
}
