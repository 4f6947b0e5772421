using HmRnnInk.App.Window;

namespace HmRnnInk.App.Tests.Window;

public class FramePacingTests
{
    [Fact]
    public void QuickFrames_LeaveTimeForInputAndAMargin()
    {
        var pacing = new FramePacing(60);
        double wait = pacing.WaitAfterSwap(0.004);
        Assert.InRange(wait, 0.010, 1 / 60.0 - 0.004 - 0.001);
    }

    [Fact]
    public void SlowFrames_AreNotWaitedFor()
    {
        Assert.Equal(0, new FramePacing(60).WaitAfterSwap(0.020));
    }

    [Fact]
    public void OneSlowFrame_IsForgottenInTime()
    {
        var pacing = new FramePacing(60);
        pacing.WaitAfterSwap(0.016);
        double soon = pacing.WaitAfterSwap(0.001);
        for (int frame = 0; frame < 300; frame++) pacing.WaitAfterSwap(0.001);
        Assert.Equal(0, soon, 0.001);
        Assert.InRange(pacing.WaitAfterSwap(0.001), 0.013, 0.015);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1e9)]
    [InlineData(double.NaN)]
    public void NonsenseRefreshRate_CountsAsSixty(double hertz)
    {
        Assert.Equal(new FramePacing(60).WaitAfterSwap(0.002), new FramePacing(hertz).WaitAfterSwap(0.002));
    }
}
