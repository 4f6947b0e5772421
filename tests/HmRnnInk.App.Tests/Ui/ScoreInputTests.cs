using HmRnnInk.App.Tests.Ui.Score;
using HmRnnInk.App.Ui;
using HmRnnInk.App.Ui.Score;

namespace HmRnnInk.App.Tests.Ui;

public sealed class ScoreInputTests
{
    private readonly ScoredPage _page = new ScoredPage(width: 500).Write();
    private readonly Look _look;
    private readonly ScoreInput _input;

    public ScoreInputTests()
    {
        _look = new Look(_page.Ink, new LookSettings());
        _input = new ScoreInput(_page.View, _page.Ink, _look);
    }

    [Fact]
    public void Drag_ShowsOlderRows_AndTheModelDoesNotContinue()
    {
        int rows = _page.Ink.Rows.Count;
        float x = _page.Layout.Left + 20, y = _page.Layout.Bottom(0) - 4;
        Send(InputKind.PenDown, x, y);
        Send(InputKind.PenMove, x + 40 * _page.Layout.StepWidth, y);
        Assert.Equal(rows - 40, _page.View.End);
        Send(InputKind.PenUp, x + 40 * _page.Layout.StepWidth, y);
        Assert.Equal((rows, LivePhase.Idle), (_page.Ink.Rows.Count, _page.Ink.Phase));
        Send(InputKind.PenMove, x, y); // the drag has ended
        Assert.Equal(rows - 40, _page.View.End);
    }

    [Fact]
    public void ClickOnAPoint_LetsTheModelContinueFromThere()
    {
        int row = _page.View.End - 30;
        float x = _page.Layout.XOf(row, _page.View.End) + 1, y = _page.Layout.Bottom(ScoreLayout.PenLane) - 4;
        Send(InputKind.PenDown, x, y);
        Assert.Equal(LivePhase.Idle, _page.Ink.Phase);
        Send(InputKind.PenMove, x + 3, y);
        Send(InputKind.PenUp, x + 3, y);
        Assert.Equal((row + 1, LivePhase.ModelWrites), (_page.Ink.Rows.Count, _page.Ink.Phase));
    }

    [Theory]
    [InlineData(ScoreLayout.TextLane, null)]
    [InlineData(ScoreLayout.PenLane, null)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void ClickOnTheNameOfALane_ColoursByItsLayerIfItHasOne(int lane, int? layer)
    {
        ColourScheme before = _look.Colours;
        _page.View.Layout = _page.Layout with { HasText = true };
        float y = _page.Layout.Bottom(lane) - 4;
        Send(InputKind.PenDown, _page.Layout.X + 20, y);
        Send(InputKind.PenUp, _page.Layout.X + 20, y);
        Assert.Equal(layer is null ? before : before with { Mode = ColourMode.Segments, Layer = layer.Value }, _look.Colours);
    }

    private void Send(InputKind kind, float x, float y)
    {
        _input.Take(new InputEvent(kind, x, y, _page.Page.Seconds), _page.Page.Seconds);
        _page.Update();
    }
}
