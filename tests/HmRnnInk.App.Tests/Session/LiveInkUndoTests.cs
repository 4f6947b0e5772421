using HmRnnInk.App.Page;

namespace HmRnnInk.App.Tests.Session;

/// <summary>The model forgets ink that is undone or cleared.</summary>
public sealed class LiveInkUndoTests
{
    private const float X = 120, Y = 110;

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
        page.Ink.Opened.Open([], handwriting: null, snapshot: null);
        page.Wait(2);
        Assert.Empty(page.Ink.Rows);
        page.Stroke(X, Y);
        Assert.Equal(page.StateOfPage(), page.Engine.State);
    }
}
