using HmRnnInk.App.Tests.Session;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Tests.Page;

public sealed class ModelPenGuideTests
{
    private const float Scale = 0.2f;

    private static PageLayout Layout => TestPage.Layout;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-40, 0)] // half a line high
    [InlineData(25, 0)]
    [InlineData(10, -0.06f)] // a line that rises
    [InlineData(-30, 0.06f)]
    public void CarriageReturn_GoesToTheRuledLine(float offset, float slope)
    {
        PageRow[] rows = Loops(x => Layout.Baseline(1) + offset + slope * (x - Layout.LeftMargin), 1, to: 700);
        ModelPenState pen = Continue(rows, loops: 100, until: pen => pen.Place.Line > 1, slope);
        Assert.Equal(2, pen.Place.Line);
        Assert.Equal(Layout.Baseline(2), pen.Place.PageY, 9f); // at the foot of a letter
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)] // the model has put the word too high
    [InlineData(80)]
    public void WordThatWasMovedToAnotherLine_StandsOnIt(float firstY)
    {
        // Two downstrokes with feet 100 units below the first row, and a dot high above.
        PenOffset[] word = [new(200, firstY, false), new(5, 100, true), new(40, -100, false), new(5, 100, true), new(-20, -160, true)];
        ModelPenGuide guide = ModelPenGuide.On(Layout, [], 0, new UnitMap(Scale, 0));
        ModelPenState pen = guide.Begin(new PenPlace(Layout.RightMargin, Layout.Baseline(0) - 10, 0, 0, 0), [], lifted: true);
        pen = guide.StandOnLine(guide.Next(pen, word[0]), WritingFeet.Below(word, guide.Map));
        Assert.Equal(1, pen.Place.Line);
        Assert.Equal(Layout.Baseline(1) - 100 * Scale, pen.Place.PageY, 0.01f);
    }

    [Fact]
    public void Dash_StaysAtItsHeightOnAnotherLine()
    {
        PenOffset[] dash = [new(200, 0, false), new(60, 3, false), new(60, -3, true)];
        Assert.Null(WritingFeet.Below(dash, new UnitMap(Scale, 0)));
        ModelPenGuide guide = ModelPenGuide.On(Layout, [], 0, new UnitMap(Scale, 0));
        ModelPenState pen = guide.Begin(new PenPlace(Layout.RightMargin, Layout.Baseline(0) - 10, 0, 0, 0), [], lifted: true);
        pen = guide.StandOnLine(guide.Next(pen, dash[0]), foot: null);
        Assert.Equal(Layout.Baseline(1) - 10, pen.Place.PageY, 0.01f);
    }

    [Fact]
    public void RisingWriting_IsLedBackToItsLine()
    {
        PageRow[] rows = Loops(_ => Layout.Baseline(1), 1, to: 300);
        ModelPenState pen = Continue(rows, loops: 25, until: _ => false, slope: -0.05f);
        Assert.Equal(1, pen.Place.Line);
        Assert.InRange(pen.Place.PageY - Layout.Baseline(1), -15, 5); // by itself it would be 25 higher
    }

    [Theory]
    [InlineData(0.2f, 1)]
    [InlineData(0.26f, 1)]
    [InlineData(0.4f, 2)]
    [InlineData(0.8f, 3)]
    public void Pitch_FollowsTheSizeOfTheHand(float scale, int lines)
    {
        float descender = 0.95f * 124 * scale;
        Assert.Equal(lines, Layout.FreeLine(Layout.Baseline(0) + descender, scale));
        Assert.Equal(lines + 3, Layout.FreeLine(Layout.Baseline(3) + descender, scale));
    }

    [Fact]
    public void WideWords_NeverCrossTheRightMargin()
    {
        var page = new TestPage(
            new LiveSettings { Speed = double.PositiveInfinity, StepCap = 800 }, new ScriptedEngine(strokeRows: 10, stepUnits: 140));
        page.Stroke(120, 110);
        page.Wait(4);
        Assert.True(page.ModelRows.Max(row => row.Line) > 2);
        Assert.All(page.ModelRows, row => Assert.InRange(row.X, 0, Layout.RightMargin));
    }

    [Fact]
    public void StrokesWithinAWord_CrossTheMarginBeforeTheWordIsBroken()
    {
        const int Rows = 6;
        const float Step = 30;
        var page = new TestPage(new LiveSettings { Speed = 8, StepCap = 400 }, new ScriptedEngine(Rows, Step));
        page.Stroke(900, 110);
        page.Wait(6);
        PageRow[] rows = [.. page.ModelRows];
        float edge = Layout.X + Layout.SheetWidth - ModelPenGuide.Edge, end = rows.Where(row => row.Line == 0).Max(row => row.X);
        Assert.Contains(rows, row => row.Line == 1);
        Assert.InRange(end, Layout.RightMargin, edge);
        Assert.True(end + Rows * Step * rows[^1].Map.PixelsPerUnit > edge, "another stroke fits on the line");
    }

    [Fact]
    public void Drawing_GetsNoModelInkInIt()
    {
        var page = new TestPage(new LiveSettings { StepCap = 300, Speed = 8 });
        // A large square, whose last stroke is short and at its left.
        float left = 300, top = 120, right = 700, bottom = 420;
        page.Line((left, top), (right, top), (right, bottom), (left, bottom), (left, top));
        page.Line((left + 20, top + 40), (left + 30, top + 70), (left + 40, top + 40));
        page.Wait(8);
        Assert.NotEmpty(page.ModelRows);
        Assert.All(page.ModelRows, row =>
            Assert.False(row.X > left && row.X < right && row.Y > top && row.Y < bottom, $"{row.X}, {row.Y}"));
    }

    [Fact]
    public void StrokeAfterALateDot_StaysInItsWordAtTheMargin()
    {
        ModelPenGuide guide = ModelPenGuide.On(Layout, [], 0, new UnitMap(Scale, 0));
        float x = Layout.RightMargin - 70 * Scale;
        ModelPenState pen = guide.Begin(new PenPlace(x, Layout.Baseline(0) - 10, 0, 0, 0), [], lifted: false);
        pen = guide.Next(pen, new PenOffset(30, 0, true));
        ModelPenState word = guide.Next(pen, new PenOffset(150, 0, false));
        Assert.Equal(1, word.Place.Line);
        pen = guide.Next(pen, new PenOffset(-140, 60, true), extent: 0);
        pen = guide.Next(pen, new PenOffset(160, -60, false));
        Assert.Equal(0, pen.Place.Line);
        Assert.Equal(x + 50 * Scale, pen.Place.PageX, 0.01f);
    }

    /// <summary>Rows of loops that stand on a curve.</summary>
    private static PageRow[] Loops(Func<float, float> baseline, int line, float to)
    {
        var rows = new List<PageRow>();
        for (int row = 0; Layout.LeftMargin + 2 * row < to; row++)
        {
            float x = Layout.LeftMargin + 2 * row, y = baseline(x) - 12 * (1 - MathF.Cos(MathF.Tau * row / 10));
            rows.Add(new PageRow(new PenOffset(10, 0, row % 10 == 9), x, y, RowOwner.Person, 0, line, PixelsPerUnit: Scale));
        }

        return [.. rows];
    }

    /// <summary>Continues with loops of the same size. Each ends with a pen-up, at the foot of a letter.</summary>
    private static ModelPenState Continue(PageRow[] rows, int loops, Func<ModelPenState, bool> until, float slope)
    {
        var guide = ModelPenGuide.On(Layout, rows, 1, new UnitMap(Scale, 0));
        ModelPenState pen = guide.Begin(new PenPlace(rows[^1].X, rows[^1].Y, 0, 0, 1), rows, lifted: true);
        for (int row = 0; row < 10 * loops; row++)
        {
            float y = -60 * (MathF.Cos(MathF.Tau * (row + 9) / 10) - MathF.Cos(MathF.Tau * (row + 10) / 10));
            pen = guide.Next(pen, new PenOffset(10, y + 10 * slope, row % 10 == 9));
            if (row % 10 == 0 && until(pen)) break;
        }

        return pen;
    }
}
