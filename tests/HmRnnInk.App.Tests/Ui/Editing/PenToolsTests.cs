using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui.Editing;

namespace HmRnnInk.App.Tests.Ui.Editing;

public sealed class PenToolsTests
{
    private readonly TestPage _page = new(new LiveSettings { DelaySeconds = 1000 });
    private readonly InkSelection _selection;
    private readonly PenTools _tools;

    public PenToolsTests()
    {
        _selection = new InkSelection(_page.Ink);
        _tools = new PenTools(_page.Ink, _selection);
    }

    private LiveInk Ink => _page.Ink;

    [Fact]
    public void Eraser_RemovesWhatItTouches_AsOneUndoStep_AndTheModelReadsTheRest()
    {
        PageRow[] before = Write();
        _tools.Choose(PenTool.Erase);
        Draw((200, 60), (200, 120), (200, 200), (240, 200), (240, 60));
        _page.Wait(0.5);
        Assert.InRange(Ink.Rows.Count, before.Length / 2, before.Length - 4);
        Assert.DoesNotContain(Ink.Rows, row => row.Y is > 60 and < 200 && (MathF.Abs(row.X - 200) < 9 || MathF.Abs(row.X - 240) < 9));
        Assert.Equal(Ink.Rows.Count, Ink.TracedRows);
        _page.AssertModelHasReadThePage();
        Assert.True(Ink.Edits.Undo());
        Assert.Equal(before.Select(row => row.Offset), Ink.Rows.Select(row => row.Offset));
    }

    [Fact]
    public void Eraser_CutsAStroke_WhereItPassesBetweenTwoPoints()
    {
        _page.Stroke(120, 110, 40);
        PageRow[] before = [.. Ink.Rows];
        int row = Enumerable.Range(10, 20).First(at => !before[at].Offset.PenUp && !before[at - 1].Offset.PenUp);
        float x = (before[row].X + before[row - 1].X) / 2;
        _tools.Choose(PenTool.Erase);
        Draw((x, before[row].Y - 40), (x, before[row].Y + 40));
        Assert.True(Ink.Rows.Count < before.Length);
        Assert.True(Ink.Rows.Count(at => at.Offset.PenUp) > before.Count(at => at.Offset.PenUp));
    }

    [Fact]
    public void EraserEndOfAPen_ErasesWithEveryTool_UntilItIsLifted()
    {
        PageRow[] before = Write();
        foreach ((InputKind kind, float y) in new[] { (InputKind.PenDown, 60f), (InputKind.PenMove, 200f), (InputKind.PenUp, 200f) })
            Assert.True(_tools.Take(new InputEvent(kind, 200, y, _page.Seconds, Erases: true), 1));
        Assert.True(Ink.Rows.Count < before.Length);
        Assert.Equal(PenTool.Write, _tools.Tool);
        Assert.False(_tools.Take(new InputEvent(InputKind.PenDown, 200, 60, _page.Seconds), 1)); // the tip writes
    }

    [Fact]
    public void Eraser_BesideAllInk_ChangesNothing()
    {
        PageRow[] before = Write();
        _tools.Choose(PenTool.Erase);
        Draw((700, 400), (800, 420));
        Assert.Equal(before, Ink.Rows);
        Assert.True(Ink.Edits.Undo()); // undoes the stroke
        Assert.Empty(Ink.Rows);
    }

    [Fact]
    public void Loop_SelectsFromTheFirstToTheLastPointInside()
    {
        PageRow[] before = Write();
        _tools.Choose(PenTool.Select);
        Draw((180, 60), (260, 60), (260, 220), (180, 220));
        RowRange range = Assert.NotNull(_selection.Range);
        int[] inside = [.. Enumerable.Range(0, before.Length).Where(row => before[row].X is > 180 and < 260)];
        Assert.Equal(new RowRange(inside[0], inside[^1] + 1), range);
        Assert.Equal(SelectionScope.Loop, _selection.Scope);
        Draw((700, 400), (800, 400), (800, 450));
        Assert.False(_selection.IsActive);
        Assert.Equal(before, Ink.Rows);
    }

    [Fact]
    public void Taps_SelectMoreEachTime()
    {
        PageRow[] before = Write();
        _tools.Choose(PenTool.Select);
        Tap(before[40]);
        Assert.Equal(RowRange.Segment(before, 40, 1), _selection.Range);
        Tap(before[40]);
        Assert.Equal(SelectionScope.Line, _selection.Scope);
        Assert.Equal(before, Ink.Rows);
    }

    [Fact]
    public void TapInTheSelectionOfALoop_SelectsTheSegment_EvenAfterAnEarlierTap()
    {
        PageRow[] before = Write();
        PageRow row = before[40];
        _tools.Choose(PenTool.Select);
        Tap(row);
        Draw((row.X - 30, row.Y - 60), (row.X + 30, row.Y - 60), (row.X + 30, row.Y + 60), (row.X - 30, row.Y + 60));
        Assert.Equal(SelectionScope.Loop, _selection.Scope);
        Tap(row);
        Assert.Equal(SelectionScope.Segment, _selection.Scope);
        Assert.Equal(RowRange.Segment(before, 40, 1), _selection.Range);
    }

    [Fact]
    public void Tool_ThatIsChosenAgain_LetsThePenWrite()
    {
        Assert.False(_tools.Take(new InputEvent(InputKind.PenDown, 1, 1, 0), 1));
        _tools.Choose(PenTool.Erase);
        Assert.Equal(PenTool.Erase, _tools.Tool);
        _tools.Choose(PenTool.Erase);
        Assert.Equal(PenTool.Write, _tools.Tool);
        Assert.False(_tools.Take(new InputEvent(InputKind.PenDown, 1, 1, 0), 1));
    }

    private PageRow[] Write()
    {
        _page.Loops(130, 144, 6);
        _page.Wait(0.6);
        return [.. Ink.Rows];
    }

    private void Tap(PageRow row)
    {
        Take(InputKind.PenDown, row.X + 2, row.Y);
        Take(InputKind.PenUp, row.X + 2, row.Y);
    }

    private void Draw(params ReadOnlySpan<(float X, float Y)> places)
    {
        Take(InputKind.PenDown, places[0].X, places[0].Y);
        foreach ((float x, float y) in places) Take(InputKind.PenMove, x, y);
        Take(InputKind.PenUp, places[^1].X, places[^1].Y);
    }

    private void Take(InputKind kind, float x, float y) => Assert.True(_tools.Take(new InputEvent(kind, x, y, _page.Seconds), 1));
}
