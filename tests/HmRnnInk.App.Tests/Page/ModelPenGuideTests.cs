using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.Ink;
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
        ModelPenPath path = Continue(rows, loops: 100, until: path => path.Place.Line > 1, slope);
        Assert.Equal(2, path.Place.Line);
        Assert.Equal(Layout.Baseline(2), path.Place.PageY, 9f); // at the foot of a letter
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
        ModelPenPath path = guide.Begin(new PenPlace(Layout.RightMargin, Layout.Baseline(0) - 10, 0, 0, 0), [], lifted: true);
        path = guide.StandOnLine(guide.Next(path, word[0]), WritingFeet.Below(word, guide.Map));
        Assert.Equal(1, path.Place.Line);
        Assert.Equal(Layout.Baseline(1) - 100 * Scale, path.Place.PageY, 0.01f);
    }

    [Fact]
    public void Dash_StaysAtItsHeightOnAnotherLine()
    {
        PenOffset[] dash = [new(200, 0, false), new(60, 3, false), new(60, -3, true)];
        Assert.Null(WritingFeet.Below(dash, new UnitMap(Scale, 0)));
        ModelPenGuide guide = ModelPenGuide.On(Layout, [], 0, new UnitMap(Scale, 0));
        ModelPenPath path = guide.Begin(new PenPlace(Layout.RightMargin, Layout.Baseline(0) - 10, 0, 0, 0), [], lifted: true);
        path = guide.StandOnLine(guide.Next(path, dash[0]), foot: null);
        Assert.Equal(Layout.Baseline(1) - 10, path.Place.PageY, 0.01f);
    }

    [Fact]
    public void RisingWriting_IsLedBackToItsLine()
    {
        PageRow[] rows = Loops(_ => Layout.Baseline(1), 1, to: 300);
        ModelPenPath path = Continue(rows, loops: 25, until: _ => false, slope: -0.05f);
        Assert.Equal(1, path.Place.Line);
        Assert.InRange(path.Place.PageY - Layout.Baseline(1), -15, 5); // by itself it would be 25 higher
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
    public void Extent_IsThatOfAWordAtItsGap_AndOfAStrokeWithinIt()
    {
        PenOffset[] rows = [new(200, 0, false), new(30, 0, true), new(-10, 0, false), new(50, 0, true), new(150, 0, false)];
        Assert.Equal(70, Measure(rows).Known);
        Assert.Equal(30, Measure([rows[0] with { DeltaX = 20 }, .. rows[1..]]).Known);
        Assert.Null(Measure(rows[..4]).Known);
        // Back to a dot, and forth to the next letter, which is not a gap; then the next word.
        PenOffset[] dotted =
        [
            new(200, 0, false), new(100, 0, true), new(-80, 0, true), new(150, 0, false), new(30, 0, true), new(140, 0, false),
        ];
        Assert.Equal(200, Measure(dotted).Known);

        static WordExtent Measure(PenOffset[] rows)
        {
            var extent = new WordExtent(gap: rows[0].DeltaX);
            foreach (PenOffset row in rows) extent.Take(row, letter: -1);
            return extent;
        }
    }

    [Fact]
    public void StrokeAfterALateDot_StaysInItsWordAtTheMargin()
    {
        ModelPenGuide guide = ModelPenGuide.On(Layout, [], 0, new UnitMap(Scale, 0));
        float x = Layout.RightMargin - 70 * Scale;
        ModelPenPath path = guide.Begin(new PenPlace(x, Layout.Baseline(0) - 10, 0, 0, 0), [], lifted: false);
        path = guide.Next(path, new PenOffset(30, 0, true));
        ModelPenPath word = guide.Next(path, new PenOffset(150, 0, false));
        Assert.Equal(1, word.Place.Line);
        path = guide.Next(path, new PenOffset(-140, 60, true), extent: 0);
        path = guide.Next(path, new PenOffset(160, -60, false));
        Assert.Equal(0, path.Place.Line);
        Assert.Equal(x + 50 * Scale, path.Place.PageX, 0.01f);
    }

    [Fact]
    public void ExtentOfAWordOfAText_IsThatOfItsLetters_HoweverWideTheirGaps()
    {
        (PenOffset Row, int Letter)[] rows =
        [
            (new(200, 0, false), 0), (new(30, 0, true), 0), (new(150, 0, false), 0), (new(50, 0, true), 1), (new(20, 0, false), 3),
        ];
        Assert.Equal(230, Measure(begins: true, rows).Known);
        rows[2].Letter = 1; // the window is on the last letter before the pen begins it
        Assert.Equal(230, Measure(begins: true, rows).Known);
        Assert.Null(Measure(begins: true, rows[..4]).Known);

        static WordExtent Measure(bool begins, (PenOffset Row, int Letter)[] rows)
        {
            var extent = new WordExtent(begins, wordEnd: 2);
            foreach ((PenOffset row, int letter) in rows) extent.Take(row, letter);
            return extent;
        }
    }

    [Fact]
    public void DotOrCrossThatIsMadeLater_BelongsToItsWord()
    {
        const int End = 4;
        const int Rows = WordExtent.MinimumRowsOfLastLetter;
        Assert.False(WordExtent.EndsWord(gap: -200, letter: End, End, Rows)); // the window is ahead of the pen
        Assert.True(WordExtent.EndsWord(gap: 50, letter: End, End, Rows));
        Assert.False(WordExtent.EndsWord(gap: 50, letter: End - 1, End, Rows));
        Assert.True(WordExtent.EndsWord(gap: 200, letter: End - 1, End, Rows));
        Assert.False(WordExtent.EndsWord(gap: 200, letter: End - 1, End, Rows - 1)); // the row begins the last letter

        // Back to the cross, and forth to the last letter, which is not a gap; then the next word.
        (float DeltaX, bool PenUp, int Letter)[] rows =
        [
            (100, false, 0), (300, true, 2), (-250, false, 2), (100, true, 2), (200, false, 3), (60, true, 3), (300, false, 5),
        ];
        var extent = new WordExtent(begins: true, wordEnd: End);
        foreach ((float x, bool penUp, int letter) in rows) extent.Take(new PenOffset(x, 0, penUp), letter);
        Assert.Equal(410, extent.Known);
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
    private static ModelPenPath Continue(PageRow[] rows, int loops, Func<ModelPenPath, bool> until, float slope)
    {
        var guide = ModelPenGuide.On(Layout, rows, 1, new UnitMap(Scale, 0));
        ModelPenPath path = guide.Begin(new PenPlace(rows[^1].X, rows[^1].Y, 0, 0, 1), rows, lifted: true);
        for (int row = 0; row < 10 * loops; row++)
        {
            float y = -60 * (MathF.Cos(MathF.Tau * (row + 9) / 10) - MathF.Cos(MathF.Tau * (row + 10) / 10));
            path = guide.Next(path, new PenOffset(10, y + 10 * slope, row % 10 == 9));
            if (row % 10 == 0 && until(path)) break;
        }

        return path;
    }
}
