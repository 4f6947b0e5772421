using HmRnnInk.App.Canvas.Hulls;

namespace HmRnnInk.App.Tests.Canvas.Hulls;

public sealed class HullPictureTests
{
    private const int Layers = 4;

    [Fact]
    public void IncrementalHulls_EqualHullsOfTheWholePage()
    {
        PageRow[] rows = Rows(400);
        var segments = new LayerSegments();
        var picture = new HullPicture(segments);
        double seconds = 0;
        // The page grows by different numbers of rows. Traces arrive late, and once some rows are removed.
        int count = 0, traced = 0;
        foreach (int step in (int[])[1, 3, 2, 40, 7, 1, 1, -30, 90, 5, 200, 80])
        {
            int before = Math.Min(count, count + step), read = Math.Min(traced, before);
            count += step;
            traced = Math.Max(read, count - 4);
            PageRow[] page = [.. rows[..count].Select((row, index) => index < traced ? row : row with { Trace = null })];
            segments.Update(page, read, Layers);
            picture.Update(page, read, Layers, Palette.Light, seconds += 2);
            AssertShows(picture, page, seconds);
        }

        Assert.Equal(400, count);
    }

    [Fact]
    public void InnerHulls_LieWithinOuterOnes()
    {
        HullPicture picture = Of(Rows(300), seconds: 10);
        ReadOnlySpan<Capsule> outer = picture.Levels[0].Capsules, inner = picture.Levels[1].Capsules;
        Assert.True(inner.Length > 100 && outer.Length > 100);
        foreach (Capsule capsule in inner)
        {
            bool within = false;
            foreach (Capsule around in outer)
            {
                double away = double.Hypot(around.X1 - capsule.X1, around.Y1 - capsule.Y1);
                within |= away + capsule.Width / 2 <= around.Width / 2 + 1;
            }

            Assert.True(within, $"the capsule at {capsule.X1}, {capsule.Y1}");
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(6, 2)]
    public void Levels_AreTheHighestLayersWithDetectors_AndTheLowestOnlyIfItIsTheOnlyOne(int layers, int levels)
    {
        Assert.Equal(levels, HullPicture.LevelsOf(layers));
        if (levels == 0) return;
        Assert.Equal(layers - 2, HullPicture.LayerOf(HullShape.Levels - levels, layers));
        if (layers > 2) Assert.True(HullPicture.LayerOf(HullShape.Levels - 1, layers) > 0);
    }

    [Fact]
    public void SegmentThatIsCompleted_HasAPulseThatEnds()
    {
        PageRow[] rows = Rows(200);
        int end = Array.FindIndex(rows, 100, row => row.Trace!.Value.Boundary(1)) + 1;
        var segments = new LayerSegments();
        var picture = new HullPicture(segments);
        segments.Update(rows[..(end - 1)], 0, Layers);
        picture.Update(rows[..(end - 1)], 0, Layers, Palette.Light, 1);
        float width = Widest(picture.Levels[1]);
        segments.Update(rows[..end], end - 1, Layers);
        picture.Update(rows[..end], end - 1, Layers, Palette.Light, 2);
        float first = Widest(picture.Levels[1]);
        picture.Update(rows[..end], end, Layers, Palette.Light, 2.3);
        float later = Widest(picture.Levels[1]);
        Assert.True(first > 1.3f * width && later < first && later > width, $"{width}, {first}, {later}");
        picture.Update(rows[..end], end, Layers, Palette.Light, 3);
        Assert.Equal(width, Widest(picture.Levels[1]));
        AssertShows(picture, rows[..end], 3);
    }

    [Fact]
    public void PageThatIsOpened_HasNoPulses()
    {
        PageRow[] rows = Rows(200);
        var segments = new LayerSegments();
        var picture = new HullPicture(segments);
        picture.Update([], 0, Layers, Palette.Light, 1);
        picture.Update([.. rows.Select(row => row with { Trace = null })], 0, Layers, Palette.Light, 2);
        segments.Update(rows, 0, Layers);
        picture.Update(rows, 0, Layers, Palette.Light, 2.1);
        Assert.Equal(Widest(Of(rows, seconds: 9).Levels[1]), Widest(picture.Levels[1]));
    }

    private static float Widest(HullLevel level) => level.Capsules.ToArray().Max(capsule => capsule.Width);

    private static HullPicture Of(PageRow[] rows, double seconds)
    {
        var segments = new LayerSegments();
        segments.Update(rows, 0, Layers);
        var picture = new HullPicture(segments);
        picture.Update(rows, 0, Layers, Palette.Light, seconds);
        return picture;
    }

    /// <summary>Asserts that the picture has exactly the hulls of a page.</summary>
    private static void AssertShows(HullPicture picture, PageRow[] rows, double seconds)
    {
        picture.Update(rows, rows.Length, Layers, Palette.Light, seconds + 1); // ends a pulse
        HullPicture whole = Of(rows, seconds);
        for (int level = 0; level < HullShape.Levels; level++)
            Assert.Equal<Capsule>(whole.Levels[level].Capsules.ToArray(), picture.Levels[level].Capsules.ToArray());
    }

    /// <summary>Waves in strokes of 17 points, with segments of layer 1 every 3 rows, of layer 2 every 9 and of layer 3 every 45.</summary>
    private static PageRow[] Rows(int count) =>
    [
        .. Enumerable.Range(0, count).Select(row =>
        {
            int bits = (row % 3 == 2 ? 1 : 0) | (row % 9 == 8 ? 2 : 0) | (row % 45 == 44 ? 4 : 0);
            return new PageRow(
                new PenOffset(45, 0, row % 17 == 16), 100 + 9 * (row % 100), 100 + 10 * MathF.Sin(row) + 80 * (row / 100), RowOwner.Person,
                0, row / 100, new RowTrace(0, (ushort)bits, 0, 0));
        }),
    ];
}
