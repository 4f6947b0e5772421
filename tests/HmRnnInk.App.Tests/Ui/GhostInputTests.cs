using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui;
using HmRnnInk.App.Ui.Editing;
using HmRnnInk.App.Ui.Score;
using HmRnnInk.App.View;

namespace HmRnnInk.App.Tests.Ui;

/// <summary>Taps and strokes on the ghosts.</summary>
public sealed class GhostInputTests
{
    private static readonly PageView View = new(0, 0, 1, 1, 1280, 800);

    private readonly GhostPage _page = new(new LiveSettings { DelaySeconds = 1000 });
    private readonly PageInput _input;

    public GhostInputTests()
    {
        var picture = new GhostPicture(_page.Ghosts, 2, _ => true);
        var selection = new InkSelection(_page.Ink);
        _input = new PageInput(
            _page.Ink, new ScoreView(_page.Ink, new LayerSegments(), new RowIndex()), new ViewNavigation(new PageCamera(), _page.Ink),
            new GhostInput(_page.Ink, picture, () => View), new PenTools(_page.Ink, selection),
            new SelectionInput(_page.Ink, selection), () => View, (x, y) => { });
        _page.Write();
        _page.Wait(1);
        Assert.True(_page.Ghosts.CanBeAccepted);
    }

    private LiveInk Ink => _page.Ink;

    [Fact]
    public void TapOnTheFavourite_AcceptsAllOfIt_AsOneUndoStep()
    {
        PageRow[] before = [.. Ink.Rows];
        int rows = _page.Favourite.Count;
        (float x, float y) = OnTheFavourite();
        Send(InputKind.PenDown, x, y);
        Send(InputKind.PenMove, x + 2, y - 1); // a hand is not still
        Assert.Equal(before, Ink.Rows);
        Send(InputKind.PenUp, x + 2, y - 1);
        Assert.Equal(before.Length + rows, Ink.Rows.Count);
        Assert.All(Ink.Rows.Skip(before.Length), row => Assert.Equal(RowOwner.Model, row.Owner));
        Ink.Edits.Undo();
        Assert.Equal(before.Length, Ink.Rows.Count);
    }

    [Fact]
    public void StrokeThatBeginsOnTheFavourite_IsInkFromItsFirstPointOn()
    {
        int before = Ink.Rows.Count;
        (float x, float y) = OnTheFavourite();
        Send(InputKind.PenDown, x, y);
        for (int point = 1; point <= 20; point++) Send(InputKind.PenMove, x + 3 * point, y + 2 * point);
        Send(InputKind.PenUp, x + 60, y + 40);
        Assert.True(Ink.Rows.Count > before + 5);
        Assert.All(Ink.Rows, row => Assert.Equal(RowOwner.Person, row.Owner));
        PageRow first = Ink.Rows.First(row => row.Stroke == Ink.Rows[^1].Stroke);
        Assert.Equal(x, first.X, 2f);
        Assert.Equal(y, first.Y, 2f);
    }

    [Fact]
    public void DotNextToTheNewestInk_IsInk()
    {
        int before = Ink.Rows.Count;
        (float x, float y) = (Ink.Rows[^1].X + 5, Ink.Rows[^1].Y);
        Send(InputKind.PenDown, x, y);
        Send(InputKind.PenUp, x, y);
        Assert.Equal(before + 1, Ink.Rows.Count);
        Assert.Equal(RowOwner.Person, Ink.Rows[^1].Owner);
    }

    /// <returns>The place of a row of the favourite that is not near the newest ink.</returns>
    private (float X, float Y) OnTheFavourite()
    {
        PenPlace place = _page.Favourite.Places.First(at => at.PageX > Ink.Rows[^1].X + GhostPage.Layout.XHeight + 10);
        return (place.PageX, place.PageY);
    }

    private void Send(InputKind kind, float x, float y)
    {
        _page.Frame();
        _input.Take(new InputEvent(kind, x, y, _page.Seconds), _page.Seconds);
    }
}
