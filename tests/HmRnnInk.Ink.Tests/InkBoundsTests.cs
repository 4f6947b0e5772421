namespace HmRnnInk.Ink.Tests;

public sealed class InkBoundsTests
{
    [Fact]
    public void Bounds_ContainEveryPoint()
    {
        var ink = new StrokeCollection([
            new Stroke([new InkPoint(3, -2, 0), new InkPoint(-1, 4, 0)]),
            new Stroke([new InkPoint(2, 9, 0)])]);

        Assert.Equal(new InkBounds(-1, -2, 3, 9), InkBounds.Of(ink));
    }

    [Fact]
    public void NoInk_Throws() => Assert.Throws<ArgumentException>(() => InkBounds.Of(new StrokeCollection([])));
}
