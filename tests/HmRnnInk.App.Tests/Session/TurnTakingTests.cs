namespace HmRnnInk.App.Tests.Session;

/// <summary>When the model continues by itself, and how it gives way.</summary>
public sealed class TurnTakingTests
{
    private const float X = 120, Y = 110;

    [Fact]
    public void LongPause_IsLongerForAPersonWhoPausesLonger()
    {
        double fast = WaitAfter(pause: 0.6), slow = WaitAfter(pause: 3);
        Assert.InRange(fast, 1, 4.5);
        Assert.True(slow > 2 * fast, $"{fast} s and {slow} s");

        static double WaitAfter(double pause)
        {
            var page = new TestPage(engine: new ScriptedEngine(stepUnits: 300), turns: TurnTaking.LongPause);
            for (int stroke = 0; stroke < 12; stroke++)
            {
                page.Stroke(X + 60 * stroke, Y, points: 15);
                page.Wait(pause);
                Assert.Equal(LivePhase.PenRests, page.Ink.Phase);
            }

            return page.Ink.ContinuesAt!.Value - page.Seconds + pause;
        }
    }

    [Fact]
    public void ModelThatExpectsMoreOfTheWord_WaitsLonger()
    {
        Assert.True(WaitOf(stepUnits: 20) > WaitOf(stepUnits: 300) + 0.5);

        static double WaitOf(float stepUnits)
        {
            TestPage page = new TestPage(engine: new ScriptedEngine(stepUnits: stepUnits), turns: TurnTaking.LongPause).Stroke(X, Y);
            return page.Ink.ContinuesAt!.Value - page.Seconds;
        }
    }

    [Fact]
    public void LongPause_LetsTheModelContinueWhenItWasAnnounced()
    {
        TestPage page = new TestPage(turns: TurnTaking.LongPause).Stroke(X, Y);
        double due = page.Ink.ContinuesAt!.Value;
        page.Wait(due - page.Seconds - 0.1);
        Assert.Empty(page.ModelRows);
        page.Wait(0.3);
        Assert.NotEmpty(page.ModelRows);
    }

    [Fact]
    public void OnRequest_TheModelOnlyContinuesWhenAsked()
    {
        TestPage page = new TestPage(turns: TurnTaking.OnRequest).Stroke(X, Y);
        Assert.Null(page.Ink.ContinuesAt);
        page.Wait(100);
        Assert.Empty(page.ModelRows);
        page.Ink.Turn.Continue(page.Seconds);
        page.Wait(1);
        Assert.NotEmpty(page.ModelRows);
    }

    [Fact]
    public void ModelThatIsAskedWhilePausedAndStillReading_ContinuesAfterThePause()
    {
        var page = new TestPage(turns: TurnTaking.OnRequest);
        page.Ink.Paused = true;
        page.Ink.PenDown(new(X, Y, page.Seconds));
        for (int point = 1; point < 30; point++) page.Ink.PenMove(new(X + 4 * point, Y, page.Seconds + 0.015 * point));
        page.Ink.PenUp(new(X + 120, Y, page.Seconds + 0.45));
        Assert.True(page.Ink.TracedRows < page.Ink.Rows.Count);
        page.Ink.Turn.Continue(page.Seconds);
        page.Wait(1);
        Assert.Empty(page.ModelRows);
        page.Ink.Paused = false;
        page.Wait(1);
        Assert.NotEmpty(page.ModelRows);
    }

    [Fact]
    public void PenSoonAfterTheModelBegan_WithdrawsItsInk_AndOneUndoBringsItBack()
    {
        TestPage page = new TestPage().Stroke(X, Y);
        int person = page.Ink.Rows.Count;
        page.Wait(1.5);
        PageRow[] interrupted = [.. page.Ink.Rows];
        Assert.True(interrupted.Length > person + 10);
        page.Stroke(X + 140, Y);
        Assert.All(page.Ink.Rows, row => Assert.Equal(RowOwner.Person, row.Owner));
        page.AssertModelHasReadThePage();
        PageRow[] withdrawn = [.. page.Ink.Rows];

        Assert.True(page.Ink.Edits.Undo());
        page.Frame();
        Assert.Equal(interrupted.Select(Place), page.Ink.Rows.Select(Place));
        page.AssertModelHasReadThePage();
        Assert.True(page.Ink.Edits.Redo());
        page.Frame();
        Assert.Equal(withdrawn.Select(Place), page.Ink.Rows.Select(Place));

        static (float, float) Place(PageRow row) => (row.X, row.Y);
    }

    [Fact]
    public void AfterWithdrawal_RowsEqualThoseOfAnUninterruptedPage()
    {
        TestPage interrupted = new(), undisturbed = new(turns: TurnTaking.OnRequest);
        foreach (TestPage page in (TestPage[])[interrupted, undisturbed])
        {
            page.Loops(X, Y, 4);
            page.Wait(1.5);
            page.Loops(X + 200, Y, 4);
        }

        Assert.Equal(undisturbed.Ink.Rows.Select(row => row.Offset), interrupted.Ink.Rows.Select(row => row.Offset));
    }

    [Fact]
    public void PenLaterInTheModelsTurn_KeepsItsInk()
    {
        TestPage page = new TestPage().Stroke(X, Y).Wait(2.2);
        int written = page.ModelRows.Count();
        page.Stroke(X + 400, Y);
        Assert.Equal(written, page.ModelRows.Count());
    }

    [Fact]
    public void PenLaterOnTheModelsInk_WithdrawsIt_AndOneBesideItDoesNot()
    {
        foreach ((float x, float y, bool withdraws) in new[] { (5f, 0f, true), (-60f, 0f, false), (5f, 150f, false) })
        {
            TestPage page = new TestPage().Stroke(X, Y);
            float right = page.Ink.Rows[^1].X;
            page.Wait(2.7);
            Assert.True(page.ModelRows.Max(row => row.X) > right + 10);
            page.Stroke(right + x, Y + y);
            Assert.Equal(withdraws, !page.ModelRows.Any());
        }
    }

    [Fact]
    public void InkThatWasAskedFor_IsNotWithdrawn()
    {
        TestPage page = new TestPage(turns: TurnTaking.OnRequest).Stroke(X, Y);
        page.Ink.Turn.Continue(page.Seconds);
        page.Wait(0.5);
        int written = page.ModelRows.Count();
        Assert.True(written > 5);
        page.Stroke(X + 400, Y);
        Assert.Equal(written, page.ModelRows.Count());
    }
}
