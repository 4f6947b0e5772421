using HmRnnInk.App.Page;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Tests.Session;

public sealed class LiveInkTests
{
    private const float X = 120, Y = 110;

    [Fact]
    public void PersonsRows_AreFedOnceAndColouredByTheirTraces()
    {
        var page = new TestPage();
        page.Stroke(X, Y);
        Assert.Equal(page.Ink.Rows.Select(row => row.Offset), page.Engine.Fed.TakeLast(page.Ink.Rows.Count));
        Assert.Equal(page.Ink.Rows.Count, page.Ink.Traced);
        Assert.Equal(Enumerable.Range(0, page.Ink.Rows.Count).Select(row => row % 9 == 0 ? 2 : row % 3 == 0 ? 1 : 0),
            page.Ink.Rows.Select(row => row.Layer));
        Assert.Equal(page.StateOfPage(), page.Engine.State);
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
        Assert.InRange(page.Ink.Traced, 20, 28);
        Assert.NotEmpty(page.Ink.Unsettled);
    }

    [Fact]
    public void RestingPen_LetsTheModelContinueAtANaturalPace()
    {
        var page = new TestPage();
        page.Stroke(X, Y);
        page.Wait(0.45);
        Assert.Empty(page.ModelRows);
        page.Wait(1.1);
        Assert.Equal(LivePhase.ModelWrites, page.Ink.Phase);
        Assert.InRange(page.ModelRows.Count(), 25, 75);
    }

    [Fact]
    public void PenDown_StopsTheModelInThatFrame()
    {
        var page = new TestPage();
        page.Stroke(X, Y);
        page.Wait(2.2); // a pen that comes down earlier withdraws the model's ink
        int written = page.ModelRows.Count();
        Assert.True(written > 5);
        page.Ink.PenDown(new(600, Y, page.Seconds));
        page.Wait(2);
        Assert.Equal(written, page.ModelRows.Count());
        page.Ink.PenUp(new(600, Y, page.Seconds));
        page.Frame();
        Assert.Equal(written, page.ModelRows.Count());
        Assert.True(page.ModelRows.Last().Offset.PenUp);
        Assert.Equal(page.StateOfPage(), page.Engine.State);
        Assert.Equal(page.Ink.Rows.Count, page.Ink.Traced);
    }

    [Fact]
    public void PersonWritingAfterTheModel_TravelsFromTheModelsEnd()
    {
        var page = new TestPage();
        page.Stroke(X, Y);
        page.Wait(1.2);
        page.Ink.StopWriting();
        PageRow last = page.Ink.Rows[^1];
        int first = page.Ink.Rows.Count;
        page.Stroke(last.X + 30, last.Y);
        Assert.Equal(30 / page.Ink.Scale.PixelsPerUnit, page.Ink.Rows[first].Offset.DeltaX, 3f);
        Assert.Equal(page.StateOfPage(), page.Engine.State);
    }

    [Fact]
    public void RightMargin_TurnsToTheNextLineWithoutTellingTheModel()
    {
        var page = new TestPage(new LiveSettings { Speed = 8 }, new ScriptedEngine(strokeRows: 6, stepUnits: 30));
        page.Stroke(900, Y);
        page.Wait(3);
        PageRow[] rows = [.. page.ModelRows];
        Assert.Contains(rows, row => row.Line == 1);
        PageRow turned = rows.First(row => row.Line == 1);
        Assert.InRange(turned.X, TestPage.Layout.LeftMargin, TestPage.Layout.LeftMargin + 40);
        Assert.Equal(30, turned.Offset.DeltaX, 0.1f);
        Assert.All(rows, row => Assert.InRange(row.X, TestPage.Layout.X, TestPage.Layout.X + TestPage.Layout.Width));
        Assert.All(rows, row => Assert.InRange(row.Y, TestPage.Layout.Y, TestPage.Layout.Y + TestPage.Layout.Height));
    }

    [Fact]
    public void EndOfThePage_IsNone()
    {
        var page = new TestPage(new LiveSettings { Speed = 8, StepCap = 1000 }, new ScriptedEngine(strokeRows: 4, stepUnits: 60));
        page.Stroke(X, Y);
        page.Wait(20);
        Assert.Contains("passage", page.Ink.Notice); // stopped by the limit
        int lowest = page.ModelRows.Max(row => row.Line);
        Assert.True(lowest >= TestPage.Layout.Lines);
        PageLayout longer = TestPage.Layout.LongEnoughFor(lowest);
        Assert.All(page.ModelRows, row => Assert.InRange(row.Y, longer.Y, longer.Y + longer.SheetHeight));
    }

    [Fact]
    public void PenThatFallsOffItsLine_StopsTheModel()
    {
        var page = new TestPage(
            new LiveSettings { Speed = 8, StepCap = 100_000 }, new ScriptedEngine(strokeRows: 100_000, stepUnits: 1, climbUnits: -60));
        page.Stroke(X, Y);
        page.Wait(20);
        Assert.Equal(LivePhase.Idle, page.Ink.Phase);
        Assert.Contains("edge", page.Ink.Notice);
        Assert.All(page.ModelRows, row => Assert.True(row.Y < TestPage.Layout.Baseline(3)));
    }

    [Fact]
    public void StrokeThatNeverEnds_StopsAtTheEdgeOfThePage()
    {
        var page = new TestPage(new LiveSettings { Speed = 8 }, new ScriptedEngine(strokeRows: 100_000, stepUnits: 60));
        page.Stroke(900, Y);
        page.Wait(5);
        Assert.Equal(LivePhase.Idle, page.Ink.Phase);
        Assert.Contains("edge", page.Ink.Notice);
        Assert.All(page.ModelRows, row => Assert.InRange(row.X, TestPage.Layout.X, TestPage.Layout.X + TestPage.Layout.Width));
        Assert.True(page.ModelRows.Last().Offset.PenUp);
        Assert.Equal(page.StateOfPage(), page.Engine.State);
    }

    [Fact]
    public void PenThatRests_EndsTheWriting()
    {
        var page = new TestPage(new LiveSettings { StepCap = 100_000 }, new ScriptedEngine(strokeRows: 100_000, stepUnits: 0));
        page.Stroke(X, Y);
        page.Wait(4);
        Assert.Equal(LivePhase.Idle, page.Ink.Phase);
        Assert.Contains("finished", page.Ink.Notice);
        Assert.InRange(page.ModelRows.Count(), 30, 100);
        Assert.Equal(page.StateOfPage(), page.Engine.State);
    }

    [Fact]
    public void RisingWriting_SlidesAlongTheTopOfThePageAndContinues()
    {
        var page = new TestPage(
            new LiveSettings { Speed = 4, StepCap = 120 }, new ScriptedEngine(strokeRows: 30, stepUnits: 4, climbUnits: 60));
        page.Stroke(X, Y);
        page.Wait(4);
        Assert.Contains("passage", page.Ink.Notice); // stopped by the limit, not by an edge
        Assert.True(page.ModelRows.Count() >= 120);
        Assert.All(page.ModelRows, row => Assert.True(row.Y >= TestPage.Layout.Y));
        Assert.Contains(page.ModelRows, row => row.Y < TestPage.Layout.Y + 5);
        Assert.Equal(page.StateOfPage(), page.Engine.State); // only its position on the page was changed
    }

    [Fact]
    public void StepCap_StopsAtTheNextPenUp()
    {
        var page = new TestPage(new LiveSettings { StepCap = 40, Speed = 4 });
        page.Stroke(X, Y);
        page.Wait(5);
        Assert.Equal(LivePhase.Idle, page.Ink.Phase);
        Assert.InRange(page.ModelRows.Count(), 40, 46);
        Assert.True(page.ModelRows.Last().Offset.PenUp);
        page.Wait(3);
        Assert.InRange(page.ModelRows.Count(), 40, 46);
    }

    [Fact]
    public void Undo_RemovesTheContinuationThenAStroke_AndTheModelForgetsThem()
    {
        var page = new TestPage();
        page.Stroke(X, Y);
        int first = page.Ink.Rows.Count;
        page.Stroke(X + 140, Y);
        int both = page.Ink.Rows.Count;
        page.Wait(1.2);
        Assert.True(page.Ink.Rows.Count > both);
        Assert.True(page.Ink.Edits.Undo());
        page.Frame();
        Assert.Equal(both, page.Ink.Rows.Count);
        Assert.Equal(page.StateOfPage(), page.Engine.State);
        Assert.True(page.Ink.Edits.Undo());
        page.Wait(2);
        Assert.Equal(first, page.Ink.Rows.Count); // it does not continue by itself
        Assert.Equal(page.StateOfPage(), page.Engine.State);
        Assert.True(page.Ink.Edits.Undo());
        Assert.Empty(page.Ink.Rows);
        Assert.False(page.Ink.Edits.Undo());
        page.Stroke(X, Y);
        Assert.Equal(page.StateOfPage(), page.Engine.State);
    }

    [Fact]
    public void UndoneStroke_WrittenAgain_GivesTheSameRows()
    {
        var page = new TestPage();
        page.Stroke(X, Y);
        page.Stroke(X + 140, Y);
        PageRow[] before = [.. page.Ink.Rows];
        page.Ink.Edits.Undo();
        page.Stroke(X + 140, Y);
        Assert.Equal(before.Select(Untimed), page.Ink.Rows.Select(Untimed));

        static PageRow Untimed(PageRow row) => row with { TimeSeconds = 0 };
    }

    [Fact]
    public void Clear_EmptiesThePageAndResetsTheModel()
    {
        var page = new TestPage();
        page.Stroke(X, Y);
        page.Wait(1.2);
        page.Ink.Edits.Clear();
        page.Wait(2);
        Assert.Empty(page.Ink.Rows);
        page.Stroke(X, Y);
        Assert.Equal(page.StateOfPage(), page.Engine.State);
    }

    [Fact]
    public void Pause_StopsTheModel_WhichThenContinuesAtItsUsualPace()
    {
        var page = new TestPage();
        page.Stroke(X, Y);
        page.Wait(1);
        int written = page.ModelRows.Count();
        page.Ink.Paused = true;
        page.Wait(3);
        Assert.Equal(written, page.ModelRows.Count());
        page.Ink.Paused = false;
        page.Frame();
        Assert.InRange(page.ModelRows.Count(), written, written + 4);
        page.Wait(0.5);
        Assert.True(page.ModelRows.Count() > written + 10);
    }

    [Fact]
    public void PersonsNewLine_IsAWordGapToTheModel()
    {
        var page = new TestPage();
        page.Stroke(900, Y);
        page.Stroke(X, Y + TestPage.Layout.LineSpacing);
        PageRow first = page.Ink.Rows.First(row => row.Stroke == 1);
        Assert.Equal(1, first.Line);
        Assert.InRange(first.Offset.DeltaX, PenPlace.WordGap - 30, PenPlace.WordGap + 30);
        Assert.InRange(first.Offset.DeltaY, -60, 60);
        Assert.Equal(X, first.X, 1.5f);
        Assert.Equal(Y + TestPage.Layout.LineSpacing, first.Y, 1.5f);
    }

    [Fact]
    public void LargeWriting_IsReread_AndNoRowTwiceInOneReading()
    {
        var page = new TestPage();
        for (int stroke = 0; stroke < 5; stroke++) LargeStroke(page, 120 + 150 * stroke);
        Assert.True(page.Ink.Scale.PixelsPerUnit > 0.25f);
        Assert.Equal(page.Ink.Rows.Count, page.Ink.Traced);
        Assert.Equal(page.StateOfPage(), page.Engine.State);
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
    public void NoModel_StillDraws()
    {
        var ink = new LiveInk(null, TestPage.Layout, new LiveSettings(), 0.2f);
        ink.PenDown(new(X, Y, 0));
        ink.PenMove(new(X + 40, Y, 0.1));
        ink.PenUp(new(X + 40, Y, 0.1));
        ink.Advance(5);
        Assert.Equal(LivePhase.PenRests, ink.Phase);
        Assert.NotEmpty(ink.Rows);
        Assert.Equal(0, ink.Traced);
    }
}
