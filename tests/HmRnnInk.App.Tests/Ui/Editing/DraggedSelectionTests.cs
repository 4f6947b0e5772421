using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Ui.Editing;

/// <summary>Ink that is selected and dragged.</summary>
public sealed class DraggedSelectionTests : SelectionPage
{
    [Fact]
    public void Drag_MovesTheInkWithThePointer_AndTheModelReadsItAtTheEnd()
    {
        RowRange range = DoubleClick(Before[40]);
        Page.Wait(0.6); // otherwise this would be a third click
        int fed = Page.Engine.Fed.Count;
        Press(Before[40].X, Before[40].Y);
        for (int step = 1; step <= 10; step++)
        {
            To(Before[40].X + 6 * step, Before[40].Y + 4 * step);
            Page.Frame();
            Assert.Equal(Before[range.First].X + 6 * step, Ink.Rows[range.First].X, 0.01f);
        }

        Assert.Equal(fed, Page.Engine.Fed.Count);
        Lift(Before[40].X + 60, Before[40].Y + 40);
        Page.Frame();
        for (int row = 0; row < Before.Length; row++)
        {
            bool moved = row >= range.First && row < range.End;
            Assert.Equal(Before[row].X + (moved ? 60 : 0), Ink.Rows[row].X, 0.01f);
            Assert.Equal(Before[row].Y + (moved ? 40 : 0), Ink.Rows[row].Y, 0.01f);
        }

        Assert.True(Ink.Rows[range.First - 1].Offset.PenUp); // cut out of its stroke
        Assert.True(Ink.Rows[range.End - 1].Offset.PenUp);
        AssertOffsetsFollowThePlacesAndAreRead();
        Assert.Equal(range, Selection.Range);
        Assert.True(Ink.Edits.Undo());
        Page.Frame();
        Assert.Equal(Before, Ink.Rows);
    }

    [Fact]
    public void InkDraggedToAnotherLine_BelongsToIt_AfterAWordGap()
    {
        RowRange range = DoubleClick(Before[40]);
        Drag(Before[40], 0, TestPage.Layout.LineSpacing);
        Assert.All(Ink.RowSpan[range.First..range.End].ToArray(), row => Assert.Equal(1, row.Line));
        Assert.Equal(0, Ink.Rows[range.End].Line);
        Assert.InRange(Ink.Rows[range.First].Offset.DeltaX, 300, 360); // the word gap
        Assert.InRange(Ink.Rows[range.First].Offset.DeltaY, -100, 100);
        Assert.InRange(Ink.Rows[range.End].Offset.DeltaX, 300, 360);
        Page.AssertModelHasReadThePage();
    }

    [Fact]
    public void Drag_KeepsInkOnTheSheet()
    {
        RowRange range = DoubleClick(Before[40]);
        Drag(Before[40], -5000, 5000);
        Assert.All(Ink.RowSpan[range.First..range.End].ToArray(), row =>
        {
            Assert.InRange(row.X, TestPage.Layout.X, TestPage.Layout.X + TestPage.Layout.Width);
            Assert.InRange(row.Y, TestPage.Layout.Y, TestPage.Layout.Y + TestPage.Layout.Height);
        });
    }

    [Fact]
    public void DragBackToTheSamePlace_ChangesNothing()
    {
        DoubleClick(Before[40]);
        Press(Before[40].X, Before[40].Y);
        To(Before[40].X + 50, Before[40].Y);
        To(Before[40].X, Before[40].Y);
        Lift(Before[40].X, Before[40].Y);
        Page.Frame();
        Assert.Equal(Before, Ink.Rows);
        Assert.True(Selection.IsActive);
        Ink.Edits.Undo();
        Assert.Empty(Ink.Rows);
    }

    [Fact]
    public void DuringADrag_NothingElseHappensToTheSelection()
    {
        Selection.SelectAt(40, growth: 0);
        RowRange range = Assert.NotNull(Selection.Range);
        Selection.MoveTo(10, 5);
        Selection.Extend(-1);
        Selection.Extend(1);
        Selection.WriteAgain();
        Selection.Delete();
        Selection.ContinueFromHere(Page.Seconds);
        Selection.MoveTo(20, 10);
        Selection.EndMove();
        Page.Wait(1);
        Assert.Equal(range, Selection.Range);
        Assert.Equal(Before.Length, Ink.Rows.Count);
        for (int row = 0; row < Before.Length; row++)
        {
            (float x, float y) = row >= range.First && row < range.End ? (20, 10) : (0, 0);
            Assert.Equal((Before[row].X + x, Before[row].Y + y), (Ink.Rows[row].X, Ink.Rows[row].Y));
        }

        Ink.Edits.Undo();
        Assert.Equal(Before, Ink.Rows);
    }

    [Fact]
    public void UndoDuringADrag_PutsTheInkBack()
    {
        DoubleClick(Before[40]);
        Press(Before[40].X, Before[40].Y);
        To(Before[40].X + 50, Before[40].Y);
        Ink.Edits.Undo();
        To(Before[40].X + 90, Before[40].Y);
        Lift(Before[40].X + 90, Before[40].Y);
        Page.Frame();
        Assert.Equal(Before, Ink.Rows);
        Assert.False(Selection.IsActive);
        Page.AssertModelHasReadThePage();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ShortStroke_CanBeSelectedMovedAndDeleted(int points)
    {
        Page.Stroke(300, 215, points);
        PageRow dot = Ink.Rows[^1];
        PageRow[] before = [.. Ink.Rows];
        DoubleClick(dot);
        Drag(dot, 30, 10);
        Assert.Equal((dot.X + 30, dot.Y + 10), (Ink.Rows[^1].X, Ink.Rows[^1].Y));
        Selection.Delete();
        Assert.True(Ink.Rows.Count < before.Length);
        Ink.Edits.Undo();
        Ink.Edits.Undo();
        Assert.Equal(before.Select(row => row.Offset), Ink.Rows.Select(row => row.Offset));
    }
}
