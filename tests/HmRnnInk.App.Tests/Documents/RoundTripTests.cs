using CsCheck;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Tests.Documents;

/// <summary>A page that is exported and opened again has the same ink, in every format that can be opened.</summary>
public sealed class RoundTripTests : FolderTests
{
    private static readonly PageLayout Layout = PageLayout.Fit(1280, 800, 25);

    // Recorded is the number of recorded points that lead to the row; negative if the row is not of opened ink.
    private static readonly Gen<(float X, float Y, double Step, float Pressure, bool PenUp, bool Person, int Recorded)> Row = Gen.Select(
        Gen.OneOf(Gen.Float[-300, 1500], Gen.Float[-90_000, 900_000]), Gen.OneOf(Gen.Float[-300, 1500], Gen.Float[-9000, 900_000]),
        Gen.OneOf(Gen.Const(0.0), Gen.Double[0.001, 0.1], Gen.Double[0, 1e6]), Gen.Float[-0.5f, 1], Gen.Int[0, 5], Gen.Int[-3, 3],
        (x, y, step, pressure, kind, recorded) => (x, y, step, pressure, kind == 0, kind < 4, recorded));

    [Theory]
    [InlineData(nameof(ExportKind.Svg))]
    [InlineData(nameof(ExportKind.CentreLines))]
    [InlineData(nameof(ExportKind.Animated))]
    [InlineData(nameof(ExportKind.InkMl))]
    public void Export_OpensWithTheSamePointsTimesPressuresAndStrokes(string kindName) => Row.Array[1, 40].Sample(rows =>
    {
        ExportKind kind = Enum.Parse<ExportKind>(kindName);
        string path = Path.Combine(Folder, $"{Guid.NewGuid():N}.{PageExports.Extension(kind)}");
        PageRow[] page = Page(rows);
        Export(page, kind, path);

        ReadInk read = InkFile.Open(path);
        PlacedInk placed = PlacedInk.On(Layout, read, PenScale.Default.PixelsPerUnit);

        Assert.Empty(read.Notes);
        Assert.Empty(placed.Notes);
        Assert.Equal(Layout.XHeight, placed.XHeight);
        AssertSame(page, placed.Rows, timeTolerance: 1e-4);
        File.Delete(path);
    }, iter: 60);

    [Fact]
    public void SavedPage_OpensWithTheSamePointsTimesPressuresAndStrokes() => Row.Array[1, 40].Sample(rows =>
    {
        string path = Path.Combine(Folder, "page.hmink");
        PageRow[] page = Page(rows);
        DocumentFile.Write(path, new InkDocument { Written = default, Rows = page, Hand = HandEstimate.Expect(0.2f) });

        AssertSame(page, DocumentFile.Read(path, new LiveSettings()).Rows.ToArray(), timeTolerance: 1e-3);
    }, iter: 60, threads: 1);

    [Fact]
    public void PathOfAnExportedSvg_ThatAnotherProgramChanged_IsReadInsteadOfTheMetadata()
    {
        string path = Path.Combine(Folder, "page.svg");
        var first = new PageRow(default, 100, 100, RowOwner.Person, 0, 0);
        Export([first, first with { X = 200, Offset = new PenOffset(0, 0, true) }], ExportKind.Svg, path);
        string svg = File.ReadAllText(path);
        Assert.True(InkFile.Open(path).IsPage);

        File.WriteAllText(path, svg.Replace("d=\"M100 100", "transform=\"translate(0 50)\" d=\"M100 100", StringComparison.Ordinal));

        ReadInk read = InkFile.Open(path);
        Assert.False(read.IsPage);
        Assert.Equal(150 * 25.4 / 96, read.Ink.Strokes[0].Points[0].Y, 1e-4);
    }

    [Theory]
    [InlineData(nameof(ExportKind.Svg))]
    [InlineData(nameof(ExportKind.CentreLines))]
    [InlineData(nameof(ExportKind.Animated))]
    public void ViewBox_HoldsAllInk(string kindName)
    {
        ExportKind kind = Enum.Parse<ExportKind>(kindName);
        string path = Path.Combine(Folder, "page.svg");
        (float X, float Y)[] corners = [(-400, -300), (5000, -300), (5000, 9000), (-400, 9000)];
        Export([.. corners.Select((corner, index) =>
            new PageRow(new PenOffset(0, 0, index == 3), corner.X, corner.Y, RowOwner.Person, 0, 0))], kind, path);

        float[] box = [.. System.Xml.Linq.XElement.Load(path).Attribute("viewBox")!.Value.Split(' ')
            .Select(value => float.Parse(value, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.All(corners, corner =>
        {
            Assert.InRange(corner.X, box[0], box[0] + box[2]);
            Assert.InRange(corner.Y, box[1], box[1] + box[3]);
        });
    }

    private static void Export(PageRow[] rows, ExportKind kind, string path)
    {
        var ink = new LiveInk(null, Layout, new LiveSettings(), 0.2f);
        ink.Opened.Open(rows, HandEstimate.Expect(0.2f), null);
        var picture = new PagePicture(ink);
        picture.Update(Palette.Light, new ColourScheme(ColourMode.Flush, 0, 0));
        new PageExports(ink, picture, () => throw new InvalidOperationException("No canvas is needed.")).Write(kind, path);
    }

    private static PageRow[] Page((float X, float Y, double Step, float Pressure, bool PenUp, bool Person, int Recorded)[] rows)
    {
        double seconds = 0;
        var page = new PageRow[rows.Length];
        int stroke = 0;
        for (int index = 0; index < rows.Length; index++)
        {
            var row = rows[index];
            bool penUp = row.PenUp || index == rows.Length - 1;
            // The ink of a file has points in each of its strokes.
            bool isRecorded = row is { Person: true, Recorded: >= 0 };
            int count = isRecorded ? Math.Max(row.Recorded, penUp ? 1 : 0) : 0;
            float? pressure = row.Pressure < 0 || !row.Person ? null : row.Pressure;
            var points = new InkPoint[count];
            for (int point = 0; point < count; point++)
                points[point] = new InkPoint(row.X + point, row.Y - point, seconds += Math.Round(row.Step / count, 5), pressure);
            if (!isRecorded) seconds += Math.Round(row.Step, 5);
            page[index] = new PageRow(
                new PenOffset(1, 1, penUp), row.X, row.Y, row.Person ? RowOwner.Person : RowOwner.Model, stroke, 0)
            {
                TimeSeconds = row.Person ? seconds : double.NaN,
                Pressure = pressure,
                Recorded = isRecorded ? points : null,
            };
            if (penUp) stroke++;
        }

        return page;
    }

    private static void AssertSame(PageRow[] expected, PageRow[] actual, double timeTolerance)
    {
        List<List<InkPoint>> before = Strokes(expected), after = Strokes(actual);
        Assert.Equal(before.Select(stroke => stroke.Count), after.Select(stroke => stroke.Count));
        foreach ((InkPoint was, InkPoint now) in before.SelectMany(stroke => stroke).Zip(after.SelectMany(stroke => stroke)))
        {
            Assert.Equal(was.X, now.X, 0.01f);
            Assert.Equal(was.Y, now.Y, 0.01f);
            Assert.Equal(was.TimeSeconds, now.TimeSeconds, timeTolerance);
            Assert.Equal(was.Pressure, now.Pressure);
        }
    }

    /// <returns>
    /// The points that exports draw: recorded points in place of their row. The first point has the time 0, and times never decrease.
    /// </returns>
    private static List<List<InkPoint>> Strokes(PageRow[] rows)
    {
        double[] times = PageTiming.Of(rows, double.PositiveInfinity);
        var strokes = new List<List<InkPoint>> { new() };
        double last = double.NegativeInfinity;
        for (int row = 0; row < rows.Length; row++)
        {
            if (rows[row].Recorded is null) strokes[^1].Add(new InkPoint(rows[row].X, rows[row].Y, times[row], rows[row].Pressure));
            foreach (InkPoint point in rows[row].Recorded ?? [])
            {
                last = Math.Max(last, times[row] + point.TimeSeconds - rows[row].TimeSeconds);
                strokes[^1].Add(point with { TimeSeconds = last });
            }

            last = Math.Max(last, times[row]);
            if (rows[row].Offset.PenUp && strokes[^1].Count > 0) strokes.Add([]);
        }

        double start = strokes[0][0].TimeSeconds;
        strokes.RemoveAll(stroke => stroke.Count == 0);
        return [.. strokes.Select(stroke => stroke.ConvertAll(point => point with { TimeSeconds = point.TimeSeconds - start }))];
    }
}
