namespace HmRnnInk.App.Tests.Session;

/// <summary>The person's ink: the rows that it becomes, and what the model reads of it.</summary>
public sealed class LiveInkTests
{
    private const float X = 120, Y = 110;

    [Fact]
    public void PersonsRows_AreFedOnceAndColouredByTheirTraces()
    {
        TestPage page = new TestPage().Stroke(X, Y);
        Assert.Equal(page.Ink.Rows.Select(row => row.Offset), page.Engine.Fed.TakeLast(page.Ink.Rows.Count));
        Assert.Equal(page.Ink.Rows.Count, page.Ink.TracedRows);
        Assert.Equal(Enumerable.Range(0, page.Ink.Rows.Count).Select(row => row % 9 == 0 ? 2 : row % 3 == 0 ? 1 : 0),
            page.Ink.Rows.Select(row => row.Layer));
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void PressureOfThePen_StaysWithItsInkAndIsNotFedToTheModel()
    {
        TestPage pen = new(), mouse = new();
        foreach (TestPage page in (TestPage[])[pen, mouse])
        {
            float? pressure = page == pen ? 0.7f : null;
            page.Ink.PenDown(new(X, Y, 1, pressure));
            for (int point = 1; point < 30; point++) page.Ink.PenMove(new(X + 4 * point, Y + point % 5, 1 + 0.015 * point, pressure));
            page.Ink.PenUp(new(X + 116, Y + 4, 1 + 0.015 * 29, 0));
            page.Wait(2);
        }

        Assert.NotEmpty(pen.ModelRows);
        Assert.Equal(mouse.Engine.Fed, pen.Engine.Fed);
        Assert.All(pen.Ink.Rows, row => Assert.Equal(row.Owner == RowOwner.Person ? 0.7f : null, row.Pressure));
        Assert.All(mouse.Ink.Rows, row => Assert.Null(row.Pressure));
        pen.Ink.Edits.Undo();
        pen.Ink.Edits.Undo();
        pen.Ink.Edits.Redo();
        Assert.Equal(0.7f, pen.Ink.Rows[5].Pressure);
    }

    [Fact]
    public void RowsWhileThePenIsDown_AreReadBeforeItIsLifted()
    {
        var page = new TestPage();
        page.Ink.PenDown(new(X, Y, 0));
        for (int point = 1; point < 30; point++) page.Ink.PenMove(new(X + 4 * point, Y, 0.015 * point));
        page.Ink.Advance(0.45);
        Assert.InRange(page.Ink.TracedRows, 20, 28);
        Assert.NotEmpty(page.Ink.Unsettled);
    }

    [Fact]
    public void PersonWritingAfterTheModel_TravelsFromTheModelsEnd()
    {
        TestPage page = new TestPage().Stroke(X, Y).Wait(1.2);
        page.Ink.StopWriting();
        PageRow last = page.Ink.Rows[^1];
        int first = page.Ink.Rows.Count;
        page.Stroke(last.X + 30, last.Y);
        Assert.Equal(30 / page.Ink.Scale.PixelsPerUnit, page.Ink.Rows[first].Offset.DeltaX, 3f);
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void PersonsNewLine_IsAWordGapToTheModel()
    {
        TestPage page = new TestPage().Stroke(900, Y).Stroke(X, Y + TestPage.Layout.LineSpacing);
        PageRow first = page.Ink.Rows.First(row => row.Stroke == 1);
        Assert.Equal(1, first.Line);
        Assert.InRange(first.Offset.DeltaX, PenPlace.WordGap - 30, PenPlace.WordGap + 30);
        Assert.InRange(first.Offset.DeltaY, -60, 60);
        Assert.Equal(X, first.X, 1.5f);
        Assert.Equal(Y + TestPage.Layout.LineSpacing, first.Y, 1.5f);
    }

    [Fact]
    public void LargeWriting_IsReadAgain_EachRowOnce()
    {
        var page = new TestPage();
        for (int stroke = 0; stroke < 5; stroke++) LargeStroke(page, 120 + 150 * stroke);
        Assert.True(page.Ink.Scale.PixelsPerUnit > 0.25f);
        Assert.Equal(page.Ink.Rows.Count, page.Ink.TracedRows);
        page.AssertModelHasReadThePage();
        Assert.Equal(page.Ink.Rows.Select(row => row.Offset), page.Engine.Fed.TakeLast(page.Ink.Rows.Count));

        static void LargeStroke(TestPage page, float x)
        {
            double seconds = page.Seconds;
            page.Ink.PenDown(new(x, 130, seconds));
            for (int point = 1; point < 60; point++)
                page.Ink.PenMove(new(x + 2 * point, 130 - 40 * MathF.Sin(0.35f * point), seconds + 0.015 * point));
            page.Ink.PenUp(new(x + 118, 130 - 40 * MathF.Sin(0.35f * 59), seconds + 0.9));
            while (page.Seconds < seconds + 1) page.Frame();
        }
    }

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

    [Fact]
    public void WithoutAModel_InkIsStillWritten()
    {
        var ink = new LiveInk(null, TestPage.Layout, new LiveSettings(), 0.2f);
        ink.PenDown(new(X, Y, 0));
        ink.PenMove(new(X + 40, Y, 0.1));
        ink.PenUp(new(X + 40, Y, 0.1));
        ink.Advance(5);
        Assert.Equal(LivePhase.PenRests, ink.Phase);
        Assert.NotEmpty(ink.Rows);
        Assert.Equal(0, ink.TracedRows);
    }
}
