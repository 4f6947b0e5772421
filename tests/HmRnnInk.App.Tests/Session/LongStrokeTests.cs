using HmRnnInk.App.Session;

namespace HmRnnInk.App.Tests.Session;

public sealed class LongStrokeTests
{
    [Fact]
    public void StrokeOfEighteenMinutes_IsEncodedAgainAtItsSize()
    {
        const int Points = 80_000;
        var ink = new LiveInk(null, TestPage.Layout, new LiveSettings(), 0.2f);
        ink.PenDown(new(200, 300, 0));
        for (int point = 1; point < Points; point++)
            ink.PenMove(new(200 + 10 * MathF.Sin(point / 3.4f), 300 + 40 * MathF.Cos(point / 3.4f), point * 0.0135));

        ink.PenUp(new(200, 300, Points * 0.0135));

        Assert.True(ink.Scale.PixelsPerUnit > 0.3f); // the writing is larger than the ruled lines show
        Assert.True(ink.Rows.Count > 46_341); // so many that their square exceeds an int, in which it must not be computed
        Assert.Single(ink.Rows, row => row.Offset.PenUp);
    }
}
