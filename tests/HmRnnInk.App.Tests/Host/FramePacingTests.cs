using HmRnnInk.App.Host;

namespace HmRnnInk.App.Tests.Host;

public class FramePacingTests
{
    private const double Interval = 1 / 60.0;

    [Fact]
    public void QuickFrames_LeaveTimeForInputAndAMargin()
    {
        var screen = new Screen(60, blocksSwaps: true);
        Assert.InRange(screen.Frame(0.004), 0.010, Interval - 0.004 - 0.001);
    }

    [Fact]
    public void SlowFrame_LeavesNoTimeToWait()
    {
        Assert.Equal(0, new Screen(60, blocksSwaps: true).Frame(0.020));
    }

    [Fact]
    public void SingleSlowFrame_DoesNotChangeTheWaitsAfterIt()
    {
        var screen = new Screen(60, blocksSwaps: true);
        double before = screen.Frames(100, 0.004);
        screen.Frame(0.030);
        Assert.Equal(before, screen.Frame(0.004), 1e-9);
    }

    [Fact]
    public void RepeatedSlowFrames_ShortenTheWait_UntilTheyAreForgotten()
    {
        var screen = new Screen(60, blocksSwaps: true);
        screen.Frames(100, 0.004);
        screen.Frame(0.012);
        screen.Frame(0.012);
        Assert.InRange(screen.Frame(0.004), 0, Interval - 0.012);
        Assert.InRange(screen.Frames(100, 0.004), 0.010, Interval - 0.004 - 0.001);
    }

    [Fact]
    public void ScreenThatBlocksSwaps_HasTheSameWaitWhileAPenWrites()
    {
        var screen = new Screen(60, blocksSwaps: true);
        double before = screen.Frames(200, 0.004);
        Assert.Equal(before, screen.Frames(200, 0.004, lowLatency: true), 1e-9);
    }

    [Fact]
    public void ScreenThatAcceptsFramesAtAnyTime_GetsMoreWhileAPenWrites()
    {
        var screen = new Screen(60, blocksSwaps: false);
        screen.Frames(200, 0.002);
        double atRest = screen.PeriodOf(100, 0.002), hurried = screen.PeriodOf(100, 0.002, lowLatency: true);
        Assert.InRange(atRest, 0.8 * Interval, Interval);
        Assert.InRange(hurried, 0.2 * Interval, 0.3 * Interval);
        Assert.Equal(atRest, screen.PeriodOf(100, 0.002), 0.0005);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1e9)]
    [InlineData(double.NaN)]
    public void ImplausibleRefreshRate_CountsAs60(double hertz)
    {
        Assert.Equal(new Screen(60, blocksSwaps: true).Frame(0.002), new Screen(hertz, blocksSwaps: true).Frame(0.002));
    }

    /// <summary>A clock that advances with the frames, and a screen of 60 Hz.</summary>
    /// <param name="hertz">The refresh rate that the screen reports.</param>
    /// <param name="blocksSwaps">Whether the screen blocks each swap until it refreshes.</param>
    private sealed class Screen(double hertz, bool blocksSwaps)
    {
        private readonly FramePacing _pacing = new(hertz);
        private double _now;

        /// <param name="seconds">How long drawing takes.</param>
        /// <returns>The wait after the frame, in seconds.</returns>
        public double Frame(double seconds, bool lowLatency = false)
        {
            double began = _now, drawn = began + seconds;
            double swapped = blocksSwaps ? Math.Ceiling((drawn + 1e-9) / Interval) * Interval : drawn + 0.0004;
            double wait = _pacing.WaitAfterSwap(began, drawn, swapped, lowLatency);
            _now = swapped + wait;
            return wait;
        }

        /// <returns>The wait after the last frame.</returns>
        public double Frames(int count, double seconds, bool lowLatency = false)
        {
            double wait = 0;
            for (int frame = 0; frame < count; frame++) wait = Frame(seconds, lowLatency);
            return wait;
        }

        /// <returns>Mean time between two frames, in seconds.</returns>
        public double PeriodOf(int count, double seconds, bool lowLatency = false)
        {
            double began = _now;
            Frames(count, seconds, lowLatency);
            return (_now - began) / count;
        }
    }
}
