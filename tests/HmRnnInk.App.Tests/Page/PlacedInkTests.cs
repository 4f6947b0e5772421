using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Tests.Page;

public sealed class PlacedInkTests
{
    private const float Scale = 0.2f;

    private static readonly PageLayout Layout = PageLayout.Fit(1280, 800, 25);

    [Fact]
    public void InkWithoutAUnit_KeepsItsShapeAtAReadableSizeAndSaysSo()
    {
        StrokeCollection ink = Loops(3, 0, 0, 200);

        PlacedInk placed = PlacedInk.On(Layout, new ReadInk(ink), Scale);

        InkPoint[] points = [.. Points(placed)];
        InkPoint[] file = [.. ink.Strokes.SelectMany(stroke => stroke.Points)];
        float factor = (points[^1].X - points[0].X) / (file[^1].X - file[0].X);
        Assert.All(points.Zip(file), pair =>
        {
            Assert.Equal(points[0].X + factor * (pair.Second.X - file[0].X), pair.First.X, 0.01f);
            Assert.Equal(points[0].Y + factor * (pair.Second.Y - file[0].Y), pair.First.Y, 0.01f);
            Assert.Equal(pair.Second.TimeSeconds, pair.First.TimeSeconds);
        });
        Assert.Equal(Layout.LeftMargin, points.Min(point => point.X), 0.01f);
        Assert.InRange(placed.Hand.Scale.PixelsPerUnit, 0.17f, 0.23f);
        Assert.Equal(["It has no unit of length: shown at a readable size"], placed.Notes);
    }

    [Theory]
    [InlineData(0.1, 15.1f)] // loops of 4 mm
    [InlineData(0.2, 30.2f)]
    public void InkInMillimetres_HasItsOwnSizeAndRulesThatFit(double millimetresPerUnit, float expectedWidth)
    {
        PlacedInk placed = PlacedInk.On(Layout, new ReadInk(Loops(1, 0, 0, 20)) { MillimetresPerUnit = millimetresPerUnit }, Scale);

        float width = Points(placed).Max(point => point.X) - Points(placed).Min(point => point.X);
        Assert.Equal(expectedWidth, width, 0.1f);
        Assert.Empty(placed.Notes);
        Assert.InRange(placed.XHeight / width, 0.4f, TrainingPen.XHeight / TrainingPen.Size);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(0.0001)]
    public void ImplausibleUnit_IsNotTrusted(double millimetresPerUnit)
    {
        PlacedInk placed = PlacedInk.On(Layout, new ReadInk(Loops(3, 0, 0, 20)) { MillimetresPerUnit = millimetresPerUnit }, Scale);

        Assert.Contains("mm high, so it is shown at a readable size", Assert.Single(placed.Notes), StringComparison.Ordinal);
        Assert.InRange(placed.Hand.Scale.PixelsPerUnit, 0.17f, 0.23f);
    }

    [Fact]
    public void LinesOfText_AreAllOnTheSheetFromItsFirstRuledLine_AndOneLineForTheModel()
    {
        var strokes = new List<Stroke>();
        for (int line = 0; line < 8; line++) strokes.AddRange(Loops(5, 1000, 5000 + line * 900, 100).Strokes);

        PlacedInk placed = PlacedInk.On(Layout, new ReadInk(new StrokeCollection(strokes)), Scale);

        InkPoint[] points = [.. Points(placed)];
        Assert.True(points.Min(point => point.Y) > Layout.Y);
        Assert.Equal(0, placed.Rows[0].Line);
        PageLayout grown = PageLayout.Fit(1280, 800, placed.XHeight).LongEnoughFor(placed.Rows.Max(row => row.Line));
        Assert.True(points.Max(point => point.Y) < grown.SheetBottom);
        // Between lines the model reads a word gap, not the way back to the margin.
        float x = 0, y = 0;
        foreach (PageRow row in placed.Rows)
        {
            (x, y) = (x + row.Offset.DeltaX, y + row.Offset.DeltaY);
            Assert.InRange(row.Offset.DeltaX, -400, 700);
            Assert.InRange(y, -400, 400);
        }

        Assert.True(x > 8000);
    }

    [Fact]
    public void StrayStroke_IsLeftOutAndNamed()
    {
        StrokeCollection ink = Loops(3, 0, 0, 200);
        var stray = new Stroke([new InkPoint(900_000, 500, 100), new InkPoint(900_001, 501, 100.1)]);

        PlacedInk placed = PlacedInk.On(Layout, new ReadInk(new StrokeCollection([.. ink.Strokes, stray])), Scale);

        Assert.Equal(ink.PointCount, Points(placed).Count());
        Assert.Contains("1 stroke was left out, far from the other ink, at (900000, 500)", placed.Notes);
    }

    [Fact]
    public void StrayPointWithinAStroke_IsLeftOutAlone_AndChangesNoSize()
    {
        StrokeCollection ink = Loops(3, 0, 0, 200);
        List<InkPoint> middle = [.. ink.Strokes[1].Points];
        middle.Insert(20, new InkPoint(65535, 65535, middle[20].TimeSeconds));
        var withStray = new StrokeCollection([ink.Strokes[0], new Stroke(middle), ink.Strokes[2]]);

        PlacedInk expected = PlacedInk.On(Layout, new ReadInk(ink), Scale), placed = PlacedInk.On(Layout, new ReadInk(withStray), Scale);

        Assert.Equal(ink.PointCount, Points(placed).Count());
        Assert.Equal(expected.XHeight, placed.XHeight);
        Assert.Equal(Width(expected), Width(placed), 2f);
        Assert.Contains("1 point was left out, far from the other ink, at (65535, 65535)", placed.Notes);

        static float Width(PlacedInk ink) => Points(ink).Max(point => point.X) - Points(ink).Min(point => point.X);
    }

    [Fact]
    public void LongPausesAndFarStepsWithinAStroke_GiveFewRows_AndKeepAllPoints()
    {
        InkPoint[] points = [.. Enumerable.Range(0, 2000).Select(index => new InkPoint(index % 2 * 5000, 0, index * 10))];

        PlacedInk placed = PlacedInk.On(Layout, new ReadInk(new StrokeCollection([new Stroke(points)])), Scale);

        Assert.InRange(placed.Rows.Length, 2000, 2000 * 33);
        Assert.Equal(points.Select(point => point.TimeSeconds), Points(placed).Select(point => point.TimeSeconds));
    }

    [Fact]
    public void LongTrace_IsPlacedWithAllItsPoints()
    {
        InkPoint[] points = [.. Enumerable.Range(0, 60_000).Select(index =>
            new InkPoint(index * 0.05f, 100 * MathF.Sin(index / 12f), index / 75.0))];

        PlacedInk placed = PlacedInk.On(Layout, new ReadInk(new StrokeCollection([new Stroke(points)])), Scale);

        Assert.Equal(60_000, Points(placed).Count());
        Assert.Single(placed.Rows, row => row.Offset.PenUp);
    }

    [Fact]
    public void Dot_IsPlacedAsOneRow()
    {
        var dot = new StrokeCollection([new Stroke([new InkPoint(7, 7, 0)])]);

        Assert.Single(PlacedInk.On(Layout, new ReadInk(dot), Scale).Rows);
    }

    private static IEnumerable<InkPoint> Points(PlacedInk placed) => placed.Rows.SelectMany(row => row.Recorded!);

    /// <summary>Strokes that are circles of a radius, side by side.</summary>
    private static StrokeCollection Loops(int count, float left, float top, float radius) => new([.. Enumerable.Range(0, count).Select(
        loop => new Stroke([.. Enumerable.Range(0, 40).Select(point => new InkPoint(
            left + radius * (1 + 2.5f * loop + MathF.Cos(point * 0.16f)), top + radius * (1 + MathF.Sin(point * 0.16f)),
            loop * 0.8 + point * 0.015))]))]);
}
