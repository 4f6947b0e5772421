using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Ink.Tests;

/// <summary>A person's own ink as training data: any size, several lines in a file, damaged points.</summary>
public sealed class OwnInkTests : FileTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(0.15)]
    [InlineData(6)]
    [InlineData(0.002)] // as in a file whose unit is a metre or an inch
    public void SizeOfTheWriting_DoesNotMatter(double scale)
    {
        Write("a.inkml", scale, lines: 2);

        LineDataset data = LoadFolder();

        Assert.Equal(2, data.Lines.Count);
        Assert.All(data.Lines, line => Assert.InRange(line.Offsets.Length, 440, 470));
        Assert.All(data.Lines, line => Assert.InRange(SizeOf(line), 0.9, 1.1));
        Assert.Contains("times as large", Assert.Single(data.Notes));
    }

    [Theory]
    [InlineData(0.15)]
    [InlineData(6)]
    public void LinesOfAnotherSizeInTheDatabasesFormat_AreScaled_WithANote(double scale)
    {
        WriteXml(scale, "z01-000a-01", "z01-000a-02");

        LineDataset data = LoadFolder();

        Assert.Equal(2, data.Lines.Count);
        Assert.All(data.Lines, line => Assert.InRange(SizeOf(line), 0.9, 1.1));
        Assert.Contains("times as large", Assert.Single(data.Notes));
        ReadInk one = InkFile.Open(Path.Combine(Folder, "z01-000a-01.xml"));
        Assert.InRange(SizeOf(new InkLine("", RecordedInk.Rows(one))), 0.9, 1.1);
    }

    [Fact]
    public void LinesOfTheDatabasesSize_StayAsTheyAre()
    {
        WriteXml(1, "z01-000a-01", "z01-000a-02");

        LineDataset data = LoadFolder();

        Assert.Empty(data.Notes);
        Assert.All(data.Lines, line => Assert.All(line.Offsets, row => Assert.Equal(MathF.Round(row.DeltaX), row.DeltaX)));
    }

    [Fact]
    public void FolderOfBothFormats_IsReadAsTheDatabase_WithANote()
    {
        WriteXml(1, "z01-000a-01");
        Write("a.inkml", 1, lines: 1);

        LineDataset data = LoadFolder();

        Assert.Equal("z01-000a-01", Assert.Single(data.Lines).Id);
        Assert.Contains("1 files of other formats", Assert.Single(data.Notes));
    }

    [Theory]
    [InlineData(0.0134)]
    [InlineData(0.014)]
    public void TimesInHundredthsOfASecond_DoNotMakeThePenTremble(double period)
    {
        // Circles at a constant speed.
        InkPoint[] Circle(int stroke) =>
        [
            .. Enumerable.Range(0, 60).Select(point => new InkPoint(
                (250 * stroke) + (92 * MathF.Cos(0.22f * point)), 92 * MathF.Sin(0.22f * point),
                Math.Round(period * ((80 * stroke) + point), 2))),
        ];
        var read = new ReadInk(new StrokeCollection([.. Enumerable.Range(0, 6).Select(stroke => new Stroke(Circle(stroke)))]));

        PenOffset[] rows = RecordedInk.Rows(read);

        // Without a stroke's ends, where a row may be shorter.
        double[] steps =
        [
            .. Enumerable.Range(4, rows.Length - 8).Where(row => !rows[(row - 4)..(row + 4)].Any(near => near.PenUp))
                .Select(row => double.Hypot(rows[row].DeltaX, rows[row].DeltaY)),
        ];
        Assert.True(steps.Length > 150);
        Assert.All(steps, step => Assert.InRange(step, 0.9 * steps.Average(), 1.1 * steps.Average()));
    }

    [Fact]
    public void Page_IsDividedIntoItsLines()
    {
        Write("page.inkml", 1, lines: 3);

        Assert.Equal(["page-01", "page-02", "page-03"], LoadFolder().Lines.Select(line => line.Id));
    }

    [Fact]
    public void LineWithAnImpossibleStep_IsNamedAndLeftOut()
    {
        Write("good.inkml", 1, lines: 2);
        Write("spoiled.inkml", 1, lines: 2, outlier: true);

        LineDataset data = LoadFolder();

        Assert.Contains("'spoiled-01'", Assert.Single(data.Outliers));
        Assert.All(data.Lines, line => Assert.InRange(SizeOf(line), 0.8, 1.25));
        Assert.Contains(data.Lines, line => line.Id == "good-02");
    }

    [Fact]
    public void DatabaseLineWithAnImpossibleStep_IsNamedAndLeftOut()
    {
        WriteXml(1, "z01-000a-01", "z01-000a-02");
        string spoiled = Path.Combine(Folder, "z01-000a-02.xml");
        File.WriteAllText(spoiled, File.ReadAllText(spoiled).Replace("x=\"900\"", "x=\"30000\""));

        LineDataset data = LoadFolder();

        Assert.Equal("z01-000a-01", Assert.Single(data.Lines).Id);
        Assert.Contains("'z01-000a-02'", Assert.Single(data.Outliers));
        Assert.Equal(["z01-000a-02"], data.OtherIds);
    }

    [Fact]
    public void FewLines_HaveAFifthForValidation_AndNoneForTesting()
    {
        Write("page.inkml", 1, lines: 10);

        DatasetSplit split = LoadFolder().Split();

        Assert.Equal((8, 2, 0), (split.Train.Count, split.Validation.Count, split.Test.Count));
    }

    private static double SizeOf(InkLine line) => HandSize.UnitsPerIamUnit(StrokeOffsets.ToStrokes(line.Offsets)) ?? 0;

    private static StrokeCollection Scribble(double scale) => new(
        [
            .. Enumerable.Range(0, 8).Select(stroke => new Stroke(
                [.. Enumerable.Range(50 * stroke, 50).Select(point => new InkPoint(
                    Rounded(9 * point * scale), Rounded((500 + (92 * Math.Sin(0.31 * point))) * scale), 0.015 * point))])),
        ]);

    private static float Rounded(double value) => (float)Math.Round(value);

    private void WriteXml(double scale, params string[] ids)
    {
        foreach (string id in ids) File.WriteAllBytes(Path.Combine(Folder, $"{id}.xml"), TestInk.Xml(Scribble(scale)));
    }

    private void Write(string name, double scale, int lines, bool outlier = false)
    {
        using FileStream file = File.Create(Path.Combine(Folder, name));
        InkMl.Write(file, new([.. Enumerable.Range(0, 8 * lines).Select(stroke => new Stroke(
            [.. Enumerable.Range(50 * (stroke % 8), 50).Select(point => Point(stroke / 8, point))]))]));

        InkPoint Point(int line, int point)
        {
            double x = 9 * point + 40 * Math.Cos(0.31 * point), y = 92 * Math.Sin(0.31 * point) + 700 * line;
            if (outlier && line == 0 && point == 200) (x, y) = (30000, -30000);
            return new((float)(x * scale), (float)(y * scale), 0.015 * (point + 500 * line));
        }
    }
}
