using HmRnnInk.App.Bench;

namespace HmRnnInk.App.Tests.Bench;

public class FrameTimesTests
{
    [Fact]
    public void MoreFramesThanTheListsHold_DoNotChangeTheRate()
    {
        // A frame begins every 20 ms, and is swapped 4 ms before the next one begins.
        var times = new FrameTimes();
        for (int frame = 0; frame < 70_000; frame++) times.Begin(frame / 50.0, swapped: frame / 50.0 - 0.004);

        FrameRow row = times.Row(points: 1000, modelPoints: 0);

        Assert.InRange(row.Frames, 60_000, 69_000);
        Assert.Equal(50, row.FramesPerSecond);
        Assert.Equal(16, row.FrameMillisecondsMedian, 0.01);
    }
}
