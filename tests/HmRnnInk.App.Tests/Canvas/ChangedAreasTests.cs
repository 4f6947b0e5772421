namespace HmRnnInk.App.Tests.Canvas;

public sealed class ChangedAreasTests
{
    [Fact]
    public void EndOfALineAndStartOfTheNext_AreTwoAreas()
    {
        var changed = new ChangedAreas();
        changed.Add([Line(1100, 100, 1120, 100), Line(1120, 100, 1140, 105), Line(60, 180, 80, 180), Line(80, 180, 100, 180)]);
        Assert.Equal([new PageArea(1095, 95, 1145, 110), new PageArea(55, 175, 105, 185)], changed.Areas.ToArray());
    }

    [Fact]
    public void AreaBetweenTwoOthers_JoinsThem()
    {
        var changed = new ChangedAreas();
        changed.Add([Line(0, 0, 20, 0)]);
        changed.Add([Line(100, 0, 120, 0)]);
        Assert.Equal(2, changed.Areas.Length);
        changed.Add([Line(40, 0, 80, 0)]);
        Assert.Equal([new PageArea(-5, -5, 125, 5)], changed.Areas.ToArray());
    }

    [Fact]
    public void ManyAreas_AreJoinedIntoAFew()
    {
        var changed = new ChangedAreas();
        Capsule[] dots = [.. Enumerable.Range(0, 100).Select(dot => Dot(dot % 10 * 500, dot / 10 * 500))];
        foreach (Capsule dot in dots) changed.Add([dot]);
        Assert.InRange(changed.Areas.Length, 1, 8);
        Assert.All(dots, dot => Assert.Contains(changed.Areas.ToArray(), area => area.Contains(dot.X0, dot.Y0)));
    }

    private static Capsule Dot(float x, float y) => Line(x, y, x, y);

    private static Capsule Line(float x0, float y0, float x1, float y1) => new(x0, y0, x1, y1, 10, 0x000000FF, 0);
}
