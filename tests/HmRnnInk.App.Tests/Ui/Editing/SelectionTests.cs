using HmRnnInk.App.Canvas;
using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui;
using HmRnnInk.App.Ui.Editing;
using HmRnnInk.App.Ui.Score;
using HmRnnInk.App.View;

namespace HmRnnInk.App.Tests.Ui.Editing;

public sealed class SelectionTests
{
    private readonly TestPage _page = new(new LiveSettings { StepCap = 60, Speed = 8, DelaySeconds = 1000 });
    private readonly InkSelection _selection;
    private readonly PageInput _input;

    public SelectionTests()
    {
        _selection = new InkSelection(_page.Ink);
        _input = new PageInput(
            _page.Ink, new ScoreView(_page.Ink, new LayerSegments(), new RowIndex()), new ViewNavigation(new PageCamera(), _page.Ink),
            new GhostInput(_page.Ink, new GhostPicture(_page.Ink.Ghosts, 2, () => TestPage.Layout, _ => true), () => default),
            new PenTools(_page.Ink, _selection), new SelectionInput(_page.Ink, _selection), () => new PageView(0, 0, 1, 1, 1280, 800),
            (x, y) => { });
    }

    private LiveInk Ink => _page.Ink;

    [Theory]
    [InlineData(2, SelectionScope.Segment)] // of the second layer: three points are nothing that a person means
    [InlineData(3, SelectionScope.Line)]
    [InlineData(4, SelectionScope.Line)] // there is only one
    public void ClicksOnInk_ChooseMoreAndMore_AndLeaveNoDot(int clicks, SelectionScope scope)
    {
        PageRow[] before = Write();
        for (int click = 0; click < clicks; click++) Click(before[40].X, before[40].Y);
        RowRange range = Assert.NotNull(_selection.Range);
        Assert.Equal((scope, 1), (_selection.Scope, _selection.Layer));
        Assert.Equal(scope == SelectionScope.Line ? new RowRange(0, before.Length) : RowRange.Segment(before, 40, 1), range);
        Assert.Equal(before, Ink.Rows);
        Assert.Equal(_page.StateOfPage(), _page.Engine.State);
        Ink.Edits.Undo(); // undoes the stroke, not a dot
        Assert.Empty(Ink.Rows);
    }

    [Fact]
    public void OneClickOnInk_IsADot()
    {
        PageRow[] before = Write();
        Click(before[40].X, before[40].Y);
        _page.Wait(1);
        Assert.False(_selection.IsActive);
        Assert.Equal(before.Length + 1, Ink.Rows.Count);
    }

    [Fact]
    public void TwoDotsNextToEachOther_AreTwoDots()
    {
        PageRow[] before = Write();
        Click(before[40].X - 5, before[40].Y - 10);
        Click(before[40].X + 5, before[40].Y - 10);
        Assert.Equal(before.Length + 2, Ink.Rows.Count);
    }

    [Fact]
    public void FirstClick_LetsTheModelWaitForTheSecond()
    {
        Write();
        Ink.Change(Ink.Settings with { DelaySeconds = 0.1 });
        Click(Ink.Rows[40].X, Ink.Rows[40].Y);
        _page.Wait(0.25);
        Assert.Equal(LivePhase.PenRests, Ink.Phase);
        _page.Wait(0.25);
        Assert.Equal(LivePhase.ModelWrites, Ink.Phase);
    }

    [Fact]
    public void DoubleClick_LeavesWhatCanBeDoneAgain()
    {
        PageRow[] before = Write();
        _page.Stroke(600, 215);
        Ink.Edits.Undo();
        Choose(before[40]);
        Assert.True(Ink.Edits.CanRedo);
        Assert.True(Ink.Edits.Redo());
        Assert.Equal(_page.StateOfPage(), _page.Engine.State);
        Assert.False(_selection.IsActive);
    }

    [Fact]
    public void SecondClick_OnInkThatWasTakenBackAfterTheFirst_ChoosesNothing()
    {
        PageRow[] before = Write();
        Click(before[40].X, before[40].Y);
        Ink.Edits.Undo(); // the dot
        Ink.Edits.Undo(); // the stroke
        Click(before[40].X, before[40].Y);
        Assert.Null(_selection.Range);
    }

    [Fact]
    public void ClickBeside_EndsTheSelectionAndIsNoDot_AStrokeIsOne()
    {
        PageRow[] before = Write();
        Choose(before[40]);
        Click(900, 400);
        Assert.False(_selection.IsActive);
        Assert.Equal(before, Ink.Rows);
        Choose(before[40]);
        Press(900, 400);
        To(940, 410);
        Lift(940, 410);
        Assert.False(_selection.IsActive);
        Assert.True(Ink.Rows.Count > before.Length);
    }

    [Fact]
    public void Drag_MovesTheInkUnderTheHandAndIsReadWhenItIsPutDown()
    {
        PageRow[] before = Write();
        RowRange range = Choose(before[40]);
        _page.Wait(0.6); // otherwise this would be a third click
        int fed = _page.Engine.Fed.Count;
        Press(before[40].X, before[40].Y);
        for (int step = 1; step <= 10; step++)
        {
            To(before[40].X + 6 * step, before[40].Y + 4 * step);
            _page.Frame();
            Assert.Equal(before[range.First].X + 6 * step, Ink.Rows[range.First].X, 0.01f);
        }

        Assert.Equal(fed, _page.Engine.Fed.Count);
        Lift(before[40].X + 60, before[40].Y + 40);
        _page.Frame();
        for (int row = 0; row < before.Length; row++)
        {
            bool moved = row >= range.First && row < range.End;
            Assert.Equal(before[row].X + (moved ? 60 : 0), Ink.Rows[row].X, 0.01f);
            Assert.Equal(before[row].Y + (moved ? 40 : 0), Ink.Rows[row].Y, 0.01f);
        }

        Assert.True(Ink.Rows[range.First - 1].Offset.PenUp); // cut out of its stroke
        Assert.True(Ink.Rows[range.End - 1].Offset.PenUp);
        InkFollowsFromRows();
        Assert.Equal(range, _selection.Range);
        Assert.True(Ink.Edits.Undo());
        _page.Frame();
        Assert.Equal(before, Ink.Rows);
    }

    [Fact]
    public void DragToAnotherLine_BelongsToItAndTravelsAsBetweenWords()
    {
        PageRow[] before = Write();
        RowRange range = Choose(before[40]);
        Drag(before[40], 0, TestPage.Layout.LineSpacing);
        Assert.All(Ink.RowSpan[range.First..range.End].ToArray(), row => Assert.Equal(1, row.Line));
        Assert.Equal(0, Ink.Rows[range.End].Line);
        Assert.InRange(Ink.Rows[range.First].Offset.DeltaX, 300, 360); // the word gap
        Assert.InRange(Ink.Rows[range.First].Offset.DeltaY, -100, 100);
        Assert.InRange(Ink.Rows[range.End].Offset.DeltaX, 300, 360);
        Assert.Equal(_page.StateOfPage(), _page.Engine.State);
    }

    [Fact]
    public void Drag_KeepsInkOnTheSheet()
    {
        PageRow[] before = Write();
        RowRange range = Choose(before[40]);
        Drag(before[40], -5000, 5000);
        Assert.All(Ink.RowSpan[range.First..range.End].ToArray(), row =>
        {
            Assert.InRange(row.X, TestPage.Layout.X, TestPage.Layout.X + TestPage.Layout.Width);
            Assert.InRange(row.Y, TestPage.Layout.Y, TestPage.Layout.Y + TestPage.Layout.Height);
        });
    }

    [Fact]
    public void DragBackToWhereItWas_ChangesNothing()
    {
        PageRow[] before = Write();
        Choose(before[40]);
        Press(before[40].X, before[40].Y);
        To(before[40].X + 50, before[40].Y);
        To(before[40].X, before[40].Y);
        Lift(before[40].X, before[40].Y);
        _page.Frame();
        Assert.Equal(before, Ink.Rows);
        Assert.True(_selection.IsActive);
        Ink.Edits.Undo();
        Assert.Empty(Ink.Rows);
    }

    [Fact]
    public void InAHand_NothingElseIsDoneWithTheSelection()
    {
        PageRow[] before = Write();
        _selection.SelectAt(40, growth: 0);
        RowRange range = Assert.NotNull(_selection.Range);
        _selection.MoveTo(10, 5);
        _selection.Extend(-1);
        _selection.Extend(1);
        _selection.WriteAgain();
        _selection.Delete();
        _selection.GoOnFromHere(_page.Seconds);
        _selection.MoveTo(20, 10);
        _selection.EndMove();
        _page.Wait(1);
        Assert.Equal(range, _selection.Range);
        Assert.Equal(before.Length, Ink.Rows.Count);
        for (int row = 0; row < before.Length; row++)
        {
            (float x, float y) = row >= range.First && row < range.End ? (20, 10) : (0, 0);
            Assert.Equal((before[row].X + x, before[row].Y + y), (Ink.Rows[row].X, Ink.Rows[row].Y));
        }

        Ink.Edits.Undo();
        Assert.Equal(before, Ink.Rows);
    }

    [Fact]
    public void UndoDuringADrag_PutsItBack()
    {
        PageRow[] before = Write();
        Choose(before[40]);
        Press(before[40].X, before[40].Y);
        To(before[40].X + 50, before[40].Y);
        Ink.Edits.Undo();
        To(before[40].X + 90, before[40].Y);
        Lift(before[40].X + 90, before[40].Y);
        _page.Frame();
        Assert.Equal(before, Ink.Rows);
        Assert.False(_selection.IsActive);
        Assert.Equal(_page.StateOfPage(), _page.Engine.State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(-1)] // the last row
    public void Delete_LeavesTheRestWhereItIs(int row)
    {
        PageRow[] before = Write();
        if (row < 0) row = before.Length - 1;
        RowRange range = Choose(before[row]);
        _selection.Delete();
        _page.Frame();
        Assert.Equal(before[..range.First].Concat(before[range.End..]).Select(kept => (kept.X, kept.Y)),
            Ink.Rows.Select(kept => (kept.X, kept.Y)));
        InkFollowsFromRows();
        Assert.False(_selection.IsActive);
        Assert.True(Ink.Edits.Undo());
        _page.Frame();
        Assert.Equal(before, Ink.Rows);
    }

    [Fact]
    public void WriteAgain_PutsAnotherSegmentInItsPlaceAndKeepsTheWordTogether()
    {
        PageRow[] before = Write();
        RowRange range = Choose(before[40]);
        _selection.WriteAgain();
        Assert.Equal(before, Ink.Rows); // the old ink stays until the new ink is complete
        _page.Frame();
        RowRange again = Assert.NotNull(_selection.Range);
        Assert.Equal(range.First, again.First);
        Assert.Equal(before[..range.First], Ink.RowSpan[..range.First].ToArray());
        Assert.All(Ink.RowSpan[again.First..again.End].ToArray(), row => Assert.Equal(RowOwner.Model, row.Owner));
        float moved = Ink.Rows[again.End - 1].X - before[range.End - 1].X;
        Assert.Equal(before[range.End..].Select(row => row.X + moved), Ink.RowSpan[again.End..].ToArray().Select(row => row.X));
        InkFollowsFromRows();
        _selection.WriteAgain();
        _page.Frame();
        Assert.True(_selection.IsActive); // so that it can be rewritten again
        Assert.True(Ink.Edits.Undo());
        Assert.True(Ink.Edits.Undo());
        _page.Frame();
        Assert.Equal(before, Ink.Rows);
    }

    [Fact]
    public void WriteAgain_OfAStrokeThatTheModelNeverEnds_IsLongEnoughAtSomePoint()
    {
        var page = new TestPage(new LiveSettings { DelaySeconds = 1000 },
            new ScriptedEngine(strokeRows: 100_000, stepUnits: 2) { Layer2Fires = false });
        page.Stroke(120, 110);
        var selection = new InkSelection(page.Ink);
        selection.SelectAt(5, 1);
        selection.WriteAgain();
        page.Wait(1);
        Assert.InRange(page.Ink.Rows.Count, 60, 400);
        Assert.Equal(page.StateOfPage(), page.Engine.State);
    }

    [Fact]
    public void PenDownWhileItIsWrittenAgain_LeavesTheOld()
    {
        PageRow[] before = Write();
        Choose(before[40]);
        _selection.WriteAgain();
        _page.Stroke(600, 215);
        Assert.DoesNotContain(Ink.Rows, row => row.Owner == RowOwner.Model);
        Assert.Equal(2, Ink.Rows.Count(row => row.Offset.PenUp));
        Assert.Equal(_page.StateOfPage(), _page.Engine.State);
        Assert.Equal(Ink.Rows.Count, Ink.Traced);
    }

    [Fact]
    public void GoOnFromHere_WritesTheModelsInkAnewFromTheSegmentsStart()
    {
        Write();
        Ink.Turn.GoOn(_page.Seconds);
        _page.Wait(3);
        PageRow[] before = [.. Ink.Rows];
        RowRange range = Choose(before[^20]);
        _selection.GoOnFromHere(_page.Seconds);
        Assert.Equal(before[..range.First], Ink.Rows);
        _page.Wait(0.2);
        Assert.Equal(LivePhase.ModelWrites, Ink.Phase);
        Assert.False(_selection.IsActive);
        Ink.Edits.Undo();
        Assert.Equal(before, Ink.Rows);
    }

    [Fact]
    public void Extend_TakesNeighboursInAndLetsThemGo()
    {
        PageRow[] before = Write();
        RowRange range = Choose(before[40]);
        _selection.Extend(1);
        RowRange two = Assert.NotNull(_selection.Range);
        Assert.Equal((range.First, range.End + 9), (two.First, two.End));
        _selection.Extend(-1);
        Assert.Equal(range, _selection.Range);
        _selection.Extend(-1);
        Assert.Equal(new RowRange(range.First - 9, range.End), _selection.Range);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ShortStroke_CanBeChosenMovedAndDeleted(int points)
    {
        _page.Stroke(120, 110);
        _page.Stroke(300, 215, points);
        PageRow dot = Ink.Rows[^1];
        PageRow[] before = [.. Ink.Rows];
        Choose(dot);
        Drag(dot, 30, 10);
        Assert.Equal((dot.X + 30, dot.Y + 10), (Ink.Rows[^1].X, Ink.Rows[^1].Y));
        _selection.Delete();
        Assert.True(Ink.Rows.Count < before.Length);
        Ink.Edits.Undo();
        Ink.Edits.Undo();
        Assert.Equal(before.Select(row => row.Offset), Ink.Rows.Select(row => row.Offset));
    }

    /// <summary>A long stroke of the person, which the scripted model divides at every third row.</summary>
    private PageRow[] Write()
    {
        _page.Loops(130, 144, 6);
        _page.Wait(0.6);
        return [.. Ink.Rows];
    }

    private RowRange Choose(PageRow row)
    {
        _page.Wait(0.6);
        Click(row.X, row.Y);
        Click(row.X, row.Y);
        return Assert.NotNull(_selection.Range);
    }

    private void Drag(PageRow row, float x, float y)
    {
        _page.Wait(0.6);
        Press(row.X, row.Y);
        To(row.X + x, row.Y + y);
        Lift(row.X + x, row.Y + y);
        _page.Frame();
    }

    private void Click(float x, float y)
    {
        Press(x, y);
        _page.Frame();
        Lift(x, y);
        _page.Frame();
    }

    private void Press(float x, float y) => Take(InputKind.PenDown, x, y);

    private void To(float x, float y) => Take(InputKind.PenMove, x, y);

    private void Lift(float x, float y) => Take(InputKind.PenUp, x, y);

    private void Take(InputKind kind, float x, float y) => _input.Take(new InputEvent(kind, x, y, _page.Seconds), _page.Seconds);

    /// <summary>
    /// Asserts that on one line the offset of a row is its step on the page, and that the model has read exactly these rows.
    /// </summary>
    private void InkFollowsFromRows()
    {
        Assert.Equal(new(0, 0), (Ink.Rows[0].Offset.DeltaX, Ink.Rows[0].Offset.DeltaY));
        for (int row = 1; row < Ink.Rows.Count; row++)
        {
            PageRow from = Ink.Rows[row - 1], to = Ink.Rows[row];
            Assert.Equal((to.X - from.X) / to.PixelsPerUnit, to.Offset.DeltaX, 0.1f);
            Assert.Equal((to.Y - from.Y) / to.PixelsPerUnit, to.Offset.DeltaY, 0.1f);
        }

        Assert.Equal(_page.StateOfPage(), _page.Engine.State);
        Assert.Equal(Ink.Rows.Count, Ink.Traced);
    }
}
