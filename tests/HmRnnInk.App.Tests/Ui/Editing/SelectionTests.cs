using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Ui.Editing;

public sealed class SelectionTests : SelectionPage
{
    [Theory]
    [InlineData(2, nameof(SelectionScope.Segment))] // of the second layer, because a person does not mean the three points of the first
    [InlineData(3, nameof(SelectionScope.Line))]
    [InlineData(4, nameof(SelectionScope.Line))] // there is only one
    public void MoreClicksOnInk_SelectMore_AndLeaveNoDot(int clicks, string scopeName)
    {
        SelectionScope scope = Enum.Parse<SelectionScope>(scopeName);
        for (int click = 0; click < clicks; click++) Click(Before[40].X, Before[40].Y);
        RowRange range = Assert.NotNull(Selection.Range);
        Assert.Equal((scope, 1), (Selection.Scope, Selection.Layer));
        Assert.Equal(scope == SelectionScope.Line ? new RowRange(0, Before.Length) : RowRange.Segment(Before, 40, 1), range);
        Assert.Equal(Before, Ink.Rows);
        Page.AssertModelHasReadThePage();
        Ink.Edits.Undo(); // undoes the stroke, not a dot
        Assert.Empty(Ink.Rows);
    }

    [Fact]
    public void OneClickOnInk_IsADot()
    {
        Click(Before[40].X, Before[40].Y);
        Page.Wait(1);
        Assert.False(Selection.IsActive);
        Assert.Equal(Before.Length + 1, Ink.Rows.Count);
    }

    [Fact]
    public void TwoDotsNextToEachOther_AreTwoDots()
    {
        Click(Before[40].X - 5, Before[40].Y - 10);
        Click(Before[40].X + 5, Before[40].Y - 10);
        Assert.Equal(Before.Length + 2, Ink.Rows.Count);
    }

    [Fact]
    public void FirstClick_MakesTheModelWaitForASecondClick()
    {
        Ink.Change(Ink.Settings with { DelaySeconds = 0.1 });
        Click(Ink.Rows[40].X, Ink.Rows[40].Y);
        Page.Wait(0.25);
        Assert.Equal(LivePhase.PenRests, Ink.Phase);
        Page.Wait(0.25);
        Assert.Equal(LivePhase.ModelWrites, Ink.Phase);
    }

    [Fact]
    public void DoubleClick_KeepsWhatCanBeRedone()
    {
        Page.Stroke(600, 215);
        Ink.Edits.Undo();
        DoubleClick(Before[40]);
        Assert.True(Ink.Edits.CanRedo);
        Assert.True(Ink.Edits.Redo());
        Page.AssertModelHasReadThePage();
        Assert.False(Selection.IsActive);
    }

    [Fact]
    public void SecondClickOnInkThatWasUndoneAfterTheFirst_SelectsNothing()
    {
        Click(Before[40].X, Before[40].Y);
        Ink.Edits.Undo(); // the dot
        Ink.Edits.Undo(); // the stroke
        Click(Before[40].X, Before[40].Y);
        Assert.Null(Selection.Range);
    }

    [Fact]
    public void ClickBesideTheSelection_EndsItWithoutADot_AndAStrokeIsInk()
    {
        DoubleClick(Before[40]);
        Click(900, 400);
        Assert.False(Selection.IsActive);
        Assert.Equal(Before, Ink.Rows);
        DoubleClick(Before[40]);
        Press(900, 400);
        To(940, 410);
        Lift(940, 410);
        Assert.False(Selection.IsActive);
        Assert.True(Ink.Rows.Count > Before.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(-1)] // the last row
    public void Delete_LeavesTheRestInItsPlace(int row)
    {
        if (row < 0) row = Before.Length - 1;
        RowRange range = DoubleClick(Before[row]);
        Selection.Delete();
        Page.Frame();
        Assert.Equal(Before[..range.First].Concat(Before[range.End..]).Select(kept => (kept.X, kept.Y)),
            Ink.Rows.Select(kept => (kept.X, kept.Y)));
        AssertOffsetsFollowThePlacesAndAreRead();
        Assert.False(Selection.IsActive);
        Assert.True(Ink.Edits.Undo());
        Page.Frame();
        Assert.Equal(Before, Ink.Rows);
    }

    [Fact]
    public void Rewrite_ReplacesTheSegmentAndKeepsTheWordTogether()
    {
        RowRange range = DoubleClick(Before[40]);
        Selection.WriteAgain();
        Assert.Equal(Before, Ink.Rows); // the old ink stays until the new ink is complete
        Page.Frame();
        RowRange again = Assert.NotNull(Selection.Range);
        Assert.Equal(range.First, again.First);
        Assert.Equal(Before[..range.First], Ink.RowSpan[..range.First].ToArray());
        Assert.All(Ink.RowSpan[again.First..again.End].ToArray(), row => Assert.Equal(RowOwner.Model, row.Owner));
        float moved = Ink.Rows[again.End - 1].X - Before[range.End - 1].X;
        Assert.Equal(Before[range.End..].Select(row => row.X + moved), Ink.RowSpan[again.End..].ToArray().Select(row => row.X));
        AssertOffsetsFollowThePlacesAndAreRead();
        Selection.WriteAgain();
        Page.Frame();
        Assert.True(Selection.IsActive); // so that it can be rewritten again
        Assert.True(Ink.Edits.Undo());
        Assert.True(Ink.Edits.Undo());
        Page.Frame();
        Assert.Equal(Before, Ink.Rows);
    }

    [Fact]
    public void RewriteOfAStrokeThatTheModelNeverEnds_EndsAtAMaximumLength()
    {
        var page = new TestPage(new LiveSettings { DelaySeconds = 1000 },
            new ScriptedEngine(strokeRows: 100_000, stepUnits: 2) { Layer2Fires = false });
        page.Stroke(120, 110);
        var selection = new InkSelection(page.Ink);
        selection.SelectAt(5, 1);
        selection.WriteAgain();
        page.Wait(1);
        Assert.InRange(page.Ink.Rows.Count, 60, 400);
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void RewriteWhoseBoundaryComesAfterThePenUp_EndsAtThePenUp()
    {
        // Layer 2 finds a boundary at row 8, and the model lifts the pen at row 7.
        TestPage page = new TestPage(new LiveSettings { DelaySeconds = 1000 }, new ScriptedEngine(strokeRows: 7)).Stroke(120, 110);
        var selection = new InkSelection(page.Ink);
        selection.SelectAt(5, 0);
        selection.WriteAgain();
        page.Wait(1);
        RowRange range = Assert.NotNull(selection.Range);
        PageRow[] rows = page.Ink.RowSpan[range.First..range.End].ToArray();
        Assert.Equal(RowOwner.Model, rows[0].Owner);
        Assert.Equal(rows.Length - 1, Assert.Single(Enumerable.Range(0, rows.Length), row => rows[row].Offset.PenUp));
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void RewriteOfAStroke_DoesNotEndAtTheLateBoundaryOfTheStrokeBefore()
    {
        // Layer 2 finds a boundary at rows 8 and 17, each one row after a pen-up. The model lifts the pen at row 14.
        var page = new TestPage(new LiveSettings { DelaySeconds = 1000 }, new ScriptedEngine(strokeRows: 7));
        page.Ink.Edits.Append([.. Enumerable.Range(0, 24).Select(row => PageRow.ByModel(
            new(20, 0, PenUp: row is 7 or 16 or 23), new PenPlace(120 + 4 * row, 110, 0, 0, 0), new(0.2f, 0)))]);
        page.Frame();
        var selection = new InkSelection(page.Ink);
        selection.SelectAt(12, 0);
        Assert.Equal(new RowRange(8, 17), selection.Range);
        selection.WriteAgain();
        page.Wait(1);
        Assert.Equal(new RowRange(8, 15), selection.Range);
        page.AssertModelHasReadThePage();
    }

    [Fact]
    public void PenDownDuringARewrite_KeepsTheOldInk()
    {
        DoubleClick(Before[40]);
        Selection.WriteAgain();
        Page.Stroke(600, 215);
        Assert.DoesNotContain(Ink.Rows, row => row.Owner == RowOwner.Model);
        Assert.Equal(2, Ink.Rows.Count(row => row.Offset.PenUp));
        Page.AssertModelHasReadThePage();
        Assert.Equal(Ink.Rows.Count, Ink.TracedRows);
    }

    [Fact]
    public void ContinueFromHere_RewritesTheModelsInkFromTheStartOfTheSegment()
    {
        Ink.Turn.Continue(Page.Seconds);
        Page.Wait(3);
        PageRow[] before = [.. Ink.Rows];
        RowRange range = DoubleClick(before[^20]);
        Selection.ContinueFromHere(Page.Seconds);
        Assert.Equal(before[..range.First], Ink.Rows);
        Page.Wait(0.2);
        Assert.Equal(LivePhase.ModelWrites, Ink.Phase);
        Assert.False(Selection.IsActive);
        Ink.Edits.Undo();
        Assert.Equal(before, Ink.Rows);
    }

    [Fact]
    public void Extend_AddsAndRemovesNeighbours()
    {
        RowRange range = DoubleClick(Before[40]);
        Selection.Extend(1);
        RowRange two = Assert.NotNull(Selection.Range);
        Assert.Equal((range.First, range.End + 9, SelectionScope.Loop), (two.First, two.End, Selection.Scope));
        Selection.Extend(-1);
        Assert.Equal(range, Selection.Range);
        Selection.Extend(-1);
        Assert.Equal(new RowRange(range.First - 9, range.End), Selection.Range);
    }
}
