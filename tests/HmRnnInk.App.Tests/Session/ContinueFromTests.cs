using HmRnnInk.App.Page;
using HmRnnInk.App.Session;

namespace HmRnnInk.App.Tests.Session;

public sealed class ContinueFromTests
{
    [Fact]
    public void RowInTheModelsInk_Stays_AndTheModelContinuesFromThere()
    {
        TestPage page = Written();
        PageRow[] before = [.. page.Ink.Rows];
        int row = before.Length - 21; // in the middle of a stroke
        Assert.False(before[row].Offset.PenUp);
        page.Ink.Turn.ContinueFrom(row, page.Seconds);
        Assert.Equal(before.Take(row + 1), page.Ink.Rows);
        Assert.Equal(LivePhase.ModelWrites, page.Ink.Phase);
        page.Wait(0.2);
        Assert.True(page.Ink.Rows.Count > row + 3);
        Assert.Equal(before[row].Stroke, page.Ink.Rows[row + 1].Stroke);
        PageRow next = page.Ink.Rows[row + 1];
        Assert.Equal(before[row].X + next.Map.ToPixels(next.Offset).X, next.X, 0.01f);
        page.Ink.StopWriting();
        page.Frame();
        Assert.Equal(page.StateOfPage(), page.Engine.State);
    }

    [Fact]
    public void Undo_RestoresWhatWasRemoved()
    {
        TestPage page = Written();
        PageRow[] before = [.. page.Ink.Rows];
        page.Ink.Turn.ContinueFrom(before.Length - 21, page.Seconds);
        page.Wait(3);
        Assert.NotEqual(before, page.Ink.Rows);
        Assert.True(page.Ink.Edits.Undo());
        page.Frame();
        Assert.Equal(before, page.Ink.Rows);
        Assert.Equal(before.Length, page.Ink.TracedRows);
        Assert.Equal(page.StateOfPage(), page.Engine.State);
        Assert.True(page.Ink.Edits.Undo()); // what the model wrote first
        Assert.Equal(before.Count(row => row.Owner == RowOwner.Person), page.Ink.Rows.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void RowInThePersonsInk_StandsForTheEndOfThatInk(int row)
    {
        TestPage page = Written();
        PageRow[] person = [.. page.Ink.Rows.Where(written => written.Owner == RowOwner.Person)];
        page.Ink.Turn.ContinueFrom(row, page.Seconds);
        Assert.Equal(person, page.Ink.Rows);
        page.Wait(0.2);
        Assert.Equal(LivePhase.ModelWrites, page.Ink.Phase);
        Assert.NotEmpty(page.ModelRows);
    }

    [Fact]
    public void NewestRow_RemovesNothing()
    {
        TestPage page = Written();
        int rows = page.Ink.Rows.Count;
        page.Ink.Turn.ContinueFrom(rows - 1, page.Seconds);
        page.Wait(0.3);
        Assert.True(page.Ink.Rows.Count > rows);
        page.Ink.Edits.Undo();
        Assert.Equal(rows, page.Ink.Rows.Count);
    }

    [Fact]
    public void ModelStoppedBeforeItsFirstRow_EndsTheStroke_AndUndoRestoresAll()
    {
        TestPage page = Written();
        PageRow[] before = [.. page.Ink.Rows];
        int row = before.Length - 21;
        page.Ink.Turn.ContinueFrom(row, page.Seconds);
        page.Ink.StopWriting();
        page.Frame();
        Assert.Equal(row + 1, page.Ink.Rows.Count);
        Assert.True(page.Ink.Rows[^1].Offset.PenUp);
        Assert.Equal(page.StateOfPage(), page.Engine.State);
        page.Stroke(600, 400);
        Assert.Equal(page.Ink.Rows[row].Stroke + 1, page.Ink.Rows[row + 1].Stroke);
        Assert.True(page.Ink.Edits.Undo());
        Assert.True(page.Ink.Edits.Undo());
        page.Frame();
        Assert.Equal(before, page.Ink.Rows);
        Assert.Equal(page.StateOfPage(), page.Engine.State);
    }

    [Fact]
    public void RepeatedCuts_AreUndoneOneByOne()
    {
        TestPage page = Written();
        var pages = new Stack<PageRow[]>();
        int person = page.Ink.Rows.Count(row => row.Owner == RowOwner.Person);
        foreach (int back in (int[])[30, 10, 60, 5])
        {
            pages.Push([.. page.Ink.Rows]);
            page.Ink.Turn.ContinueFrom(Math.Max(person, page.Ink.Rows.Count - back), page.Seconds);
            page.Wait(3);
        }

        while (pages.TryPop(out PageRow[]? before))
        {
            Assert.True(page.Ink.Edits.Undo());
            page.Frame();
            Assert.Equal(before, page.Ink.Rows);
            Assert.Equal(page.StateOfPage(), page.Engine.State);
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
        Assert.Equal(page.StateOfPage(), page.Engine.State);
        for (int row = 1; row < page.Ink.Rows.Count; row++)
            Assert.Equal(page.Ink.Rows[row - 1].Offset.PenUp, page.Ink.Rows[row].Stroke > page.Ink.Rows[row - 1].Stroke);
        while (page.Ink.Edits.Undo()) Assert.True(page.Ink.TracedRows <= page.Ink.Rows.Count);
        Assert.Empty(page.Ink.Rows);
    }

    /// <summary>A stroke of the person, and ink of the model after it.</summary>
    private static TestPage Written()
    {
        var page = new TestPage(new LiveSettings { StepCap = 60, Speed = 8 });
        page.Stroke(120, 110, 50);
        page.Wait(3);
        Assert.Equal(LivePhase.Idle, page.Ink.Phase);
        Assert.InRange(page.ModelRows.Count(), 60, 70);
        return page;
    }
}
