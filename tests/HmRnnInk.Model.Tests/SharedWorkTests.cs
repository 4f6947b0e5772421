namespace HmRnnInk.Model.Tests;

public sealed class SharedWorkTests
{
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
    public void PartThatFails_ThrowsItsOwnException_AfterAllHaveStopped()
    {
        int running = 0;
        for (int failing = 0; failing < 20; failing++)
        {
            var fault = Assert.Throws<EndOfStreamException>(() => SharedWork.Do(20, part =>
            {
                Interlocked.Increment(ref running);
                Thread.Sleep(part % 2);
                Interlocked.Decrement(ref running);
                if (part == failing) throw new EndOfStreamException($"{part}");
            }));
            Assert.Equal($"{failing}", fault.Message);
            Assert.Equal(0, running);
        }
    }
}
