namespace HmRnnInk.App.Tests.Session;

/// <summary>When the model begins to write, how fast it is, and when it stops.</summary>
public sealed class ModelTurnTests
{
    private const float X = 120, Y = 110;

    [Fact]
    public void RestingPen_LetsTheModelContinueAtANaturalPace()
    {
        TestPage page = new TestPage().Stroke(X, Y).Wait(0.45);
        Assert.Empty(page.ModelRows);
        page.Wait(1.1);
        Assert.Equal(LivePhase.ModelWrites, page.Ink.Phase);
        Assert.InRange(page.ModelRows.Count(), 25, 75);
    }

    [Fact]
    public void PenDown_StopsTheModelInThatFrame()
    {
        TestPage page = new TestPage().Stroke(X, Y);
        page.Wait(2.2); // a pen that touches the page earlier withdraws the model's ink
        int written = page.ModelRows.Count();
        Assert.True(written > 5);
        page.Ink.PenDown(new(600, Y, page.Seconds));
        page.Wait(2);
        Assert.Equal(written, page.ModelRows.Count());
        page.Ink.PenUp(new(600, Y, page.Seconds));
        page.Frame();
        Assert.Equal(written, page.ModelRows.Count());
        Assert.True(page.ModelRows.Last().Offset.PenUp);
        page.AssertModelHasReadThePage();
        Assert.Equal(page.Ink.Rows.Count, page.Ink.TracedRows);
    }

    [Fact]
    public void Pause_StopsTheModel_WhichThenContinuesAtItsUsualPace()
    {
        TestPage page = new TestPage().Stroke(X, Y).Wait(1);
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
    public void StepCap_StopsAtTheNextPenUp()
    {
        TestPage page = new TestPage(new LiveSettings { StepCap = 40, Speed = 4 }).Stroke(X, Y).Wait(5);
        Assert.Equal(LivePhase.Idle, page.Ink.Phase);
        Assert.InRange(page.ModelRows.Count(), 40, 46);
        Assert.True(page.ModelRows.Last().Offset.PenUp);
        page.Wait(3);
        Assert.InRange(page.ModelRows.Count(), 40, 46);
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
        page.AssertModelHasReadThePage();
    }
}
