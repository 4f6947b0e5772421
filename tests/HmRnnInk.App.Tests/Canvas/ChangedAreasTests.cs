using HmRnnInk.App.Canvas;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Tests.Canvas;

public sealed class ChangedAreasTests
{
    [Fact]
    public void EndOfALineAndStartOfTheNext_AreTwoAreas()
    {
        var changed = new ChangedAreas();
        changed.Add([Piece(1100, 100, 1120, 100), Piece(1120, 100, 1140, 105), Piece(60, 180, 80, 180), Piece(80, 180, 100, 180)]);
        Assert.Equal([new PageArea(1095, 95, 1145, 110), new PageArea(55, 175, 105, 185)], changed.Areas.ToArray());
    }

    [Fact]
    public void AreaBetweenTwoOthers_JoinsThem()
    {
        var changed = new ChangedAreas();
        changed.Add([Piece(0, 0, 20, 0)]);
        changed.Add([Piece(100, 0, 120, 0)]);
        Assert.Equal(2, changed.Areas.Length);
        changed.Add([Piece(40, 0, 80, 0)]);
        Assert.Equal([new PageArea(-5, -5, 125, 5)], changed.Areas.ToArray());
    }

    [Fact]
    public void ManyAreas_ArePartOfAFew()
    {
        var changed = new ChangedAreas();
        InkSegment[] dots = [.. Enumerable.Range(0, 100).Select(dot => Dot(dot % 10 * 500, dot / 10 * 500))];
        foreach (InkSegment dot in dots) changed.Add([dot]);
        Assert.InRange(changed.Areas.Length, 1, 8);
        Assert.All(dots, dot => Assert.Contains(changed.Areas.ToArray(), area => area.Contains(dot.X0, dot.Y0)));
    }

    private static InkSegment Dot(float x, float y) => Piece(x, y, x, y);

    private static InkSegment Piece(float x0, float y0, float x1, float y1) => new(x0, y0, x1, y1, 10, 0x000000FF, 0);
}
