using System.Globalization;
using System.Text;
using System.Text.Json;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Ink.Tests;

/// <summary>A person's own ink as training data: any size, several lines in a file, short lines, damaged points.</summary>
public sealed class OwnInkTests : IDisposable
{
    private const string Start = "{\"format\":\"hmink\",\"version\":1,\"rows\":{\"count\":";

    private readonly string _folder = Directory.CreateTempSubdirectory("hmrnnink-own-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(0.15)]
    [InlineData(6)]
    [InlineData(0.002)] // as in a file whose unit is a metre or an inch
    public void SizeOfTheWriting_DoesNotMatter(double scale)
    {
        Write("a.inkml", scale, lines: 2);

        LineDataset data = Load();

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

        LineDataset data = Load();

        Assert.Equal(2, data.Lines.Count);
        Assert.All(data.Lines, line => Assert.InRange(SizeOf(line), 0.9, 1.1));
        Assert.Contains("times as large", Assert.Single(data.Notes));
        ReadInk one = InkFile.Open(Path.Combine(_folder, "z01-000a-01.xml"));
        Assert.InRange(SizeOf(new InkLine("", RecordedInk.Rows(one))), 0.9, 1.1);
    }

    [Fact]
    public void LinesOfTheDatabasesSize_StayAsTheyAre()
    {
        WriteXml(1, "z01-000a-01", "z01-000a-02");

        LineDataset data = Load();

        Assert.Empty(data.Notes);
        Assert.All(data.Lines, line => Assert.All(line.Offsets, row => Assert.Equal(MathF.Round(row.DeltaX), row.DeltaX)));
    }

    [Fact]
    public void FolderOfBothFormats_IsReadAsTheDatabase_WithANote()
    {
        WriteXml(1, "z01-000a-01");
        Write("a.inkml", 1, lines: 1);

        LineDataset data = Load();

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

        Assert.Equal(["page-01", "page-02", "page-03"], Load().Lines.Select(line => line.Id));
    }

    [Fact]
    public void PageOfTheApp_GivesThePersonsRowsOfEachRuledLine()
    {
        WritePage("p.hmink", rows: 800, line: row => row / 400, owner: row => row is >= 100 and < 150 ? 'M' : 'P');

        LineDataset data = Load();

        Assert.Equal([("p-01", 350), ("p-02", 400)], data.Lines.Select(line => (line.Id, line.Offsets.Length)));
        Assert.All(data.Lines, line => Assert.Equal((0f, 0f), (line.Offsets[0].DeltaX, line.Offsets[0].DeltaY)));
        Assert.Equal(750, PageFile.Rows(Path.Combine(_folder, "p.hmink")).Length);
        Assert.Equal(8f, data.Lines[0].Offsets[100].DeltaX); // the row after the model's
    }

    [Fact]
    public void FolderOfPages_IsReadWithoutItsAutosavesAndExports()
    {
        WritePage("p.hmink", rows: 400, line: _ => 0, owner: _ => 'P');
        Directory.CreateDirectory(Path.Combine(_folder, "autosave"));
        Directory.CreateDirectory(Path.Combine(_folder, "exports"));
        File.Copy(Path.Combine(_folder, "p.hmink"), Path.Combine(_folder, "autosave", "a.hmink"));
        Write(Path.Combine("exports", "e.inkml"), 1, lines: 1);

        Assert.Equal("p-01", Assert.Single(Load().Lines).Id);
    }

    [Theory]
    [InlineData("{\"format\":\"hmink\",\"version\":1}", "rows")]
    [InlineData("{\"format\":\"other\",\"version\":1}", "format")]
    [InlineData("{\"format\":\"hmink\",\"version\":9}", "version 9")]
    [InlineData(Start + "2,\"deltaX\":[0],\"deltaY\":[0],\"penUp\":\"1\",\"owner\":\"P\",\"line\":[0]}}", "differ in length")]
    [InlineData(Start + "1,\"deltaX\":[\"left\"]}}", "deltaX")]
    [InlineData(Start + "1,\"deltaX\":[0],\"deltaY\":[0],\"penUp\":\"1\",\"owner\":\"M\",\"line\":[0]}}", "nobody")]
    [InlineData("nonsense", "cannot be read")]
    public void DamagedPage_IsRejectedByName(string json, string expected)
    {
        string path = Path.Combine(_folder, "p.hmink");
        File.WriteAllText(path, json);

        InkAssert.Rejects(() => PageFile.Rows(path), "p.hmink", expected);
        InkAssert.Rejects(() => Load(), "p.hmink", expected);
    }

    [Fact]
    public void LinesOfACopiedPage_AreReadOnce()
    {
        WritePage("a.hmink", rows: 1200, line: row => row / 400, owner: _ => 'P');
        File.Copy(Path.Combine(_folder, "a.hmink"), Path.Combine(_folder, "b.hmink"));

        LineDataset data = Load();

        Assert.Equal(["a-01", "a-02", "a-03"], data.Lines.Select(line => line.Id));
        Assert.Contains(data.Notes, note => note.Contains("b.hmink") && note.Contains("3 lines are left out"));
    }

    [Fact]
    public void ShortLines_AreJoinedUntilTheyAreLongEnough()
    {
        WritePage("p.hmink", rows: 120 * 6, line: row => row / 120, owner: _ => 'P');

        LineDataset data = Load();

        Assert.Equal([360, 360], data.Lines.Select(line => line.Offsets.Length));
        Assert.All(data.Lines, line => Assert.True(line.Offsets[119].PenUp));
        Assert.All(data.Lines, line => Assert.InRange(line.Offsets[120].DeltaX, 150, 400));
        Assert.All(data.Lines, line => Assert.All(line.Offsets, row => Assert.InRange(Math.Abs(row.DeltaY), 0, 200)));
    }

    [Fact]
    public void LineWithAnImpossibleStep_IsNamedAndLeftOut()
    {
        Write("good.inkml", 1, lines: 2);
        Write("spoiled.inkml", 1, lines: 2, outlier: true);

        LineDataset data = Load();

        Assert.Contains("'spoiled-01'", Assert.Single(data.Outliers));
        Assert.All(data.Lines, line => Assert.InRange(SizeOf(line), 0.8, 1.25));
        Assert.Contains(data.Lines, line => line.Id == "good-02");
    }

    [Fact]
    public void DatabaseLineWithAnImpossibleStep_IsNamedAndLeftOut()
    {
        WriteXml(1, "z01-000a-01", "z01-000a-02");
        string spoiled = Path.Combine(_folder, "z01-000a-02.xml");
        File.WriteAllText(spoiled, File.ReadAllText(spoiled).Replace("x=\"900\"", "x=\"30000\""));

        LineDataset data = Load();

        Assert.Equal("z01-000a-01", Assert.Single(data.Lines).Id);
        Assert.Contains("'z01-000a-02'", Assert.Single(data.Outliers));
        Assert.Equal(["z01-000a-02"], data.OtherIds);
    }

    [Fact]
    public void FewLines_HaveAFifthForValidation_AndNoneForTesting()
    {
        Write("page.inkml", 1, lines: 10);

        DatasetSplit split = Load().Split();

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
        foreach (string id in ids) File.WriteAllBytes(Path.Combine(_folder, $"{id}.xml"), OwnInk.Xml(Scribble(scale)));
    }

    private void WritePage(string name, int rows, Func<int, int> line, Func<int, char> owner)
    {
        int[] all = [.. Enumerable.Range(0, rows)];
        File.WriteAllBytes(Path.Combine(_folder, name), OwnInk.Gzip(JsonSerializer.SerializeToUtf8Bytes(new
        {
            format = "hmink",
            version = 1,
            rows = new
            {
                count = rows,
                deltaX = all.Select(_ => 8f),
                deltaY = all.Select(row => (float)(40 * Math.Cos(0.3 * row))),
                penUp = new string([.. all.Select(row => row % 40 == 39 ? '1' : '0')]),
                owner = new string([.. all.Select(owner)]),
                line = all.Select(line),
            },
        })));
    }

    private LineDataset Load() => LineDataset.Load(_folder, Path.Combine(_folder, "cache"));

    private void Write(string name, double scale, int lines, bool outlier = false)
    {
        var xml = new StringBuilder("<ink xmlns=\"http://www.w3.org/2003/InkML\"><traceFormat><channel name=\"X\" type=\"decimal\"/>"
            + "<channel name=\"Y\" type=\"decimal\"/><channel name=\"T\" type=\"decimal\" units=\"s\"/></traceFormat>");
        for (int line = 0; line < lines; line++)
        {
            for (int point = 0; point < 400; point++)
            {
                if (point % 50 == 0) xml.Append(point == 0 ? "<trace>" : "</trace><trace>");
                double x = 9 * point + 40 * Math.Cos(0.31 * point), y = 92 * Math.Sin(0.31 * point) + 700 * line;
                if (outlier && line == 0 && point == 200) (x, y) = (30000, -30000);
                double seconds = 0.015 * (point + 500 * line);
                xml.Append(CultureInfo.InvariantCulture, $"{(point % 50 == 0 ? "" : ", ")}{x * scale} {y * scale} {seconds:F3}");
            }

            xml.Append("</trace>");
        }

        File.WriteAllText(Path.Combine(_folder, name), xml.Append("</ink>").ToString());
    }
}
