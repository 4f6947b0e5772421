namespace HmRnnInk.App.Tests.Session;

/// <summary>Where the model's pen goes: lines, margins and the edges of the page.</summary>
public sealed class ModelPenPlaceTests
{
    private const float X = 120, Y = 110;

    [Fact]
    public void RightMargin_TurnsToTheNextLineWithoutTellingTheModel()
    {
        TestPage page = new TestPage(new LiveSettings { Speed = 8 }, new ScriptedEngine(strokeRows: 6, stepUnits: 30)).Stroke(900, Y);
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
    public void Page_GrowsWithTheLinesOfTheModel()
    {
        var page = new TestPage(new LiveSettings { Speed = 8, StepCap = 1000 }, new ScriptedEngine(strokeRows: 4, stepUnits: 60));
        page.Stroke(X, Y);
        page.Wait(20);
        Assert.Contains("passage", page.Ink.Notice); // stopped by the limit
        int lowest = page.ModelRows.Max(row => row.Line);
        Assert.True(lowest >= TestPage.Layout.Lines);
        PageLayout longer = TestPage.Layout.LongEnoughFor(lowest);
        Assert.All(page.ModelRows, row => Assert.InRange(row.Y, longer.Y, longer.SheetBottom));
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
        TestPage page = new TestPage(new LiveSettings { Speed = 8 }, new ScriptedEngine(strokeRows: 100_000, stepUnits: 60)).Stroke(900, Y);
        page.Wait(5);
        Assert.Equal(LivePhase.Idle, page.Ink.Phase);
        Assert.Contains("edge", page.Ink.Notice);
        Assert.All(page.ModelRows, row => Assert.InRange(row.X, TestPage.Layout.X, TestPage.Layout.X + TestPage.Layout.Width));
        Assert.True(page.ModelRows.Last().Offset.PenUp);
        page.AssertModelHasReadThePage();
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
        page.AssertModelHasReadThePage(); // only its position on the page was changed
    }
}
