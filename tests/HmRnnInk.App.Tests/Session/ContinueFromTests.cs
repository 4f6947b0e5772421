namespace HmRnnInk.App.Tests.Session;

/// <summary>Each test begins with a stroke of the person, and ink of the model after it.</summary>
public sealed class ContinueFromTests
{
    private readonly TestPage _page = new TestPage(new LiveSettings { StepCap = 60, Speed = 8 }).Stroke(120, 110, 50).Wait(3);
    private readonly PageRow[] _before;

    public ContinueFromTests()
    {
        Assert.Equal(LivePhase.Idle, Ink.Phase);
        Assert.InRange(_page.ModelRows.Count(), 60, 70);
        _before = [.. Ink.Rows];
    }

    private LiveInk Ink => _page.Ink;

    [Fact]
    public void RowInTheModelsInk_Stays_AndTheModelContinuesFromThere()
    {
        int row = _before.Length - 21; // in the middle of a stroke
        Assert.False(_before[row].Offset.PenUp);
        Ink.Turn.ContinueFrom(row, _page.Seconds);
        Assert.Equal(_before.Take(row + 1), Ink.Rows);
        Assert.Equal(LivePhase.ModelWrites, Ink.Phase);
        _page.Wait(0.2);
        Assert.True(Ink.Rows.Count > row + 3);
        Assert.Equal(_before[row].Stroke, Ink.Rows[row + 1].Stroke);
        PageRow next = Ink.Rows[row + 1];
        Assert.Equal(_before[row].X + next.Map.ToPixels(next.Offset).X, next.X, 0.01f);
        Ink.StopWriting();
        _page.Frame();
        _page.AssertModelHasReadThePage();
    }

    [Fact]
    public void Undo_RestoresWhatWasRemoved()
    {
        Ink.Turn.ContinueFrom(_before.Length - 21, _page.Seconds);
        _page.Wait(3);
        Assert.NotEqual(_before, Ink.Rows);
        Assert.True(Ink.Edits.Undo());
        _page.Frame();
        Assert.Equal(_before, Ink.Rows);
        Assert.Equal(_before.Length, Ink.TracedRows);
        _page.AssertModelHasReadThePage();
        Assert.True(Ink.Edits.Undo()); // what the model wrote first
        Assert.Equal(_before.Count(row => row.Owner == RowOwner.Person), Ink.Rows.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void RowInThePersonsInk_StandsForTheEndOfThatInk(int row)
    {
        PageRow[] person = [.. Ink.Rows.Where(written => written.Owner == RowOwner.Person)];
        Ink.Turn.ContinueFrom(row, _page.Seconds);
        Assert.Equal(person, Ink.Rows);
        _page.Wait(0.2);
        Assert.Equal(LivePhase.ModelWrites, Ink.Phase);
        Assert.NotEmpty(_page.ModelRows);
    }

    [Fact]
    public void NewestRow_RemovesNothing()
    {
        int rows = Ink.Rows.Count;
        Ink.Turn.ContinueFrom(rows - 1, _page.Seconds);
        _page.Wait(0.3);
        Assert.True(Ink.Rows.Count > rows);
        Ink.Edits.Undo();
        Assert.Equal(rows, Ink.Rows.Count);
    }

    [Fact]
    public void ModelStoppedBeforeItsFirstRow_EndsTheStroke_AndUndoRestoresAll()
    {
        int row = _before.Length - 21;
        Ink.Turn.ContinueFrom(row, _page.Seconds);
        Ink.StopWriting();
        _page.Frame();
        Assert.Equal(row + 1, Ink.Rows.Count);
        Assert.True(Ink.Rows[^1].Offset.PenUp);
        _page.AssertModelHasReadThePage();
        _page.Stroke(600, 400);
        Assert.Equal(Ink.Rows[row].Stroke + 1, Ink.Rows[row + 1].Stroke);
        Assert.True(Ink.Edits.Undo());
        Assert.True(Ink.Edits.Undo());
        _page.Frame();
        Assert.Equal(_before, Ink.Rows);
        _page.AssertModelHasReadThePage();
    }

    [Fact]
    public void RepeatedCuts_AreUndoneOneByOne()
    {
        var pages = new Stack<PageRow[]>();
        int person = Ink.Rows.Count(row => row.Owner == RowOwner.Person);
        foreach (int back in (int[])[30, 10, 60, 5])
        {
            pages.Push([.. Ink.Rows]);
            Ink.Turn.ContinueFrom(Math.Max(person, Ink.Rows.Count - back), _page.Seconds);
            _page.Wait(3);
        }

        while (pages.TryPop(out PageRow[]? last))
        {
            Assert.True(Ink.Edits.Undo());
            _page.Frame();
            Assert.Equal(last, Ink.Rows);
            _page.AssertModelHasReadThePage();
        }
    }

    [Fact]
    public void RandomActions_LeaveThePageAndTheModelInAgreement()
    {
        var random = new Random(8);
        var page = new TestPage(new LiveSettings { StepCap = 40, Speed = 8 });
        for (int act = 0; act < 400; act++)
        {
            switch (random.Next(8))
            {
                case 0: page.Stroke(100 + random.Next(600), 110 + 105 * random.Next(4), 5 + random.Next(30)); break;
                case 1: page.Ink.Edits.Undo(); break;
                case 2: page.Ink.Turn.Continue(page.Seconds); break;
                case 3: page.Ink.StopWriting(); break;
                case 4: page.Wait(random.NextDouble()); break;
                case 5 when random.Next(10) == 0: page.Ink.Opened.Open([], handwriting: null, snapshot: null); break;
                default: page.Ink.Turn.ContinueFrom(random.Next(page.Ink.Rows.Count + 1), page.Seconds); break;
            }

            if (random.Next(4) == 0) page.Frame();
        }

        page.Ink.StopWriting();
        page.Frame();
        Assert.NotEmpty(page.Ink.Rows);
        page.AssertModelHasReadThePage();
        for (int row = 1; row < page.Ink.Rows.Count; row++)
            Assert.Equal(page.Ink.Rows[row - 1].Offset.PenUp, page.Ink.Rows[row].Stroke > page.Ink.Rows[row - 1].Stroke);
        while (page.Ink.Edits.Undo()) Assert.True(page.Ink.TracedRows <= page.Ink.Rows.Count);
        Assert.Empty(page.Ink.Rows);
    }
}
