using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Ink.Tests.Pointer;

public sealed class PenPaceTests
{
    [Fact]
    public void StandingPen_IsAtRestAfterSomeRows()
    {
        PenPace pace = PenPace.Initial;
        for (int row = 0; row < 50; row++) pace = pace.After(new(0, 0, false));
        Assert.False(pace.IsAtRest);
        for (int row = 0; row < 10; row++) pace = pace.After(new(0, 0, false));
        Assert.True(pace.IsAtRest);
    }

    [Fact]
    public void PenThatMovesAgain_IsNotAtRest()
    {
        PenPace pace = new PenPace(0).After(new(12, 16, false));
        Assert.Equal(1, pace.MeanStep, 1e-6);
        Assert.True(pace.IsAtRest);
        Assert.False(pace.After(new(12, 16, false)).IsAtRest);
    }
}
