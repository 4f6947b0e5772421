using HmRnnInk.App.Ui.Score;

namespace HmRnnInk.App.Tests.Ui.Score;

public sealed class ScoreViewTests
{
    private readonly ScoredPage _page = new ScoredPage().Write();

    [Theory]
    [InlineData(0, 3, true)]
    [InlineData(1, 9, true)]
    [InlineData(2, 9, true)] // the top layer updates where the layer below ends a segment
    [InlineData(0, 3, false)]
    [InlineData(1, 9, false)]
    public void PointerInALane_OrRestingOnInk_HighlightsTheSegmentOfTheLayer(int layer, int rowsInSegment, bool inScore)
    {
        int row = _page.Ink.Rows.Count - 40;
        if (inScore) _page.Point(row, layer);
        else _page.PointAtInk(row, layer);
        int first = row / rowsInSegment * rowsInSegment;
        Assert.Equal(new SegmentHighlight(row, first, first + rowsInSegment, layer, inScore), _page.View.Highlight);
    }

    [Fact]
    public void PointerInThePenLane_HighlightsTheStroke()
    {
        int row = _page.Ink.Rows.Count - 40;
        _page.Point(row, ScoreLayout.PenLane);
        SegmentHighlight highlight = _page.View.Highlight!.Value;
        Assert.All(Enumerable.Range(highlight.First, highlight.End - highlight.First), other =>
            Assert.Equal(_page.Ink.Rows[row].Stroke, _page.Ink.Rows[other].Stroke));
        Assert.NotEqual(_page.Ink.Rows[row].Stroke, _page.Ink.Rows[highlight.First - 1].Stroke);
        Assert.NotEqual(_page.Ink.Rows[row].Stroke, _page.Ink.Rows[highlight.End].Stroke);
    }

    [Fact]
    public void MovingPointer_HighlightsNoInk()
    {
        _page.View.PointTo(new InkPoint(_page.Ink.Rows[20].X, _page.Ink.Rows[20].Y, _page.Page.Seconds));
        _page.Update();
        Assert.Null(_page.View.Highlight);
        _page.View.PointTo(new InkPoint(_page.Ink.Rows[20].X, 600, _page.Page.Seconds));
        _page.Page.Wait(1);
        _page.Update();
        Assert.Null(_page.View.Highlight);
    }

    [Fact]
    public void LiftedPen_PointsAtNothingUntilItMovesAway()
    {
        PageRow row = _page.Ink.Rows[20];
        _page.View.Lift(row.X, row.Y);
        _page.Page.Wait(1);
        _page.Update();
        Assert.Null(_page.View.Highlight);
        _page.View.PointTo(new InkPoint(row.X + 2, row.Y, _page.Page.Seconds));
        _page.Page.Wait(1);
        _page.Update();
        Assert.Null(_page.View.Highlight);
        _page.View.PointTo(new InkPoint(row.X + 40, row.Y - 40, _page.Page.Seconds));
        _page.PointAtInk(20, 0);
        Assert.NotNull(_page.View.Highlight);
    }

    [Fact]
    public void PointingAtInkOutsideTheScore_ScrollsTheScoreToIt()
    {
        ScoredPage page = new ScoredPage(width: 500).Write();
        Assert.True(page.View.First > 60);
        page.PointAtInk(30, 0);
        Assert.InRange(30, page.View.First, page.View.End - 1);
        page.View.PointTo(new InkPoint(1000, 500, page.Page.Seconds));
        page.Page.Wait(0.2);
        page.Update();
        Assert.Equal(page.Ink.Rows.Count, page.View.End);
    }

    [Fact]
    public void Wheel_ShowsOlderRowsAndReturns()
    {
        ScoredPage page = new ScoredPage(width: 500).Write();
        page.View.Scroll(2);
        page.Update();
        int rows = page.Ink.Rows.Count;
        Assert.InRange(page.View.End, rows - 60, rows - 20);
        page.View.Scroll(1000);
        page.Update();
        Assert.Equal(0, page.View.First);
        Assert.Equal(page.Layout.Columns, page.View.End);
        page.View.Scroll(-1000);
        page.Update();
        Assert.Equal(rows, page.View.End);
    }

    [Fact]
    public void EmptyPage_HasNothingToHighlight()
    {
        var page = new ScoredPage();
        page.Update();
        page.Point(-5, 0);
        Assert.Null(page.View.Highlight);
        page.View.Scroll(3);
        page.Update();
        Assert.Equal((0, 0), (page.View.First, page.View.End));
    }
}
