using System.Globalization;
using System.Xml.Linq;

namespace HmRnnInk.Ink.Tests;

public sealed class SvgWriterTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Titles_AreGroupsAroundTheirCapsules()
    {
        Capsule[] capsules = [.. Enumerable.Range(0, 6).Select(index =>
            new Capsule(index, 0, index + 1, 0, 1, 0xFF, index / 4))];
        var output = new StringWriter();
        SvgWriter.Write(output, capsules, new SvgBox(0, 0, 10, 10), titles: [new(1, 3, "so"), new(3, 6, "it & on")]);
        XElement root = XElement.Parse(output.ToString());
        XElement[] groups = [.. root.Elements(Svg + "g")];
        Assert.Equal([null, "so", "it & on"], groups.Select(group => group.Attribute("aria-label")?.Value));
        Assert.Equal([null, "so", "it & on"], groups.Select(group => group.Element(Svg + "title")?.Value));
        Assert.Equal(["0"], groups[1].Elements(Svg + "g").Select(layer => layer.Attribute("data-layer")!.Value));
        Assert.Equal(["0", "1"], groups[2].Elements(Svg + "g").Select(layer => layer.Attribute("data-layer")!.Value));
        Assert.Equal(["M0 0L1 0", "M1 0L2 0L3 0", "M3 0L4 0", "M4 0L5 0L6 0"],
            root.Descendants(Svg + "path").Select(path => path.Attribute("d")!.Value));
    }

    [Fact]
    public void Svg_ContainsAllCapsules()
    {
        List<Capsule> capsules = TestInk.Capsules(InkFile.Read(TestInk.LinePath));

        XElement svg = Write(capsules);

        XElement path = Assert.Single(svg.Descendants(Svg + "path"));
        (float, float, float, float)[] drawn = [.. Lines(path)];
        Assert.Equal(capsules.Count, drawn.Length);
        Assert.All(capsules.Zip(drawn), pair =>
        {
            Assert.Equal(pair.First.X0, pair.Second.Item1, 0.001f);
            Assert.Equal(pair.First.Y0, pair.Second.Item2, 0.001f);
            Assert.Equal(pair.First.X1, pair.Second.Item3, 0.001f);
            Assert.Equal(pair.First.Y1, pair.Second.Item4, 0.001f);
        });
    }

    [Fact]
    public void Root_HasRoundCapsAndAViewBoxInPixels()
    {
        XElement svg = Write([new Capsule(1, 2, 1, 2, 3, 0x336699FF, 0)]);

        Assert.Equal(Svg + "svg", svg.Name);
        Assert.Equal("0 0 640 120.5", svg.Attribute("viewBox")?.Value);
        Assert.Equal(("640", "120.5"), (svg.Attribute("width")?.Value, svg.Attribute("height")?.Value));
        Assert.Equal(("round", "round"), (svg.Attribute("stroke-linecap")?.Value, svg.Attribute("stroke-linejoin")?.Value));
    }

    [Fact]
    public void Dot_IsAPathWithoutLength()
    {
        XElement path = Assert.Single(Write([new Capsule(1, 2, 1, 2, 3, 0x336699FF, 0)]).Descendants(Svg + "path"));

        Assert.Equal("M1 2L1 2", path.Attribute("d")?.Value);
        Assert.Equal(("#336699", "3"), (path.Attribute("stroke")?.Value, path.Attribute("stroke-width")?.Value));
        Assert.Null(path.Attribute("stroke-opacity"));
    }

    [Fact]
    public void ConsecutiveCapsules_BecomePathsAndLayerGroupsInDrawingOrder()
    {
        XElement svg = Write([
            new Capsule(0, 0, 1, 0, 2, 0xFF0000FF, 0),
            new Capsule(1, 0, 2, 0, 2, 0xFF0000FF, 0),
            new Capsule(2, 0, 3, 0, 2, 0x00FF0080, 2),
            new Capsule(3, 0, 4, 0, 4, 0x00FF0080, 2),
            new Capsule(9, 9, 4, 0, 2, 0xFF0000FF, 0)]);

        Assert.Equal(["0", "2", "0"], svg.Elements(Svg + "g").Select(group => group.Attribute("data-layer")?.Value));
        Assert.Equal(
            ["M0 0L1 0L2 0", "M2 0L3 0", "M3 0L4 0", "M9 9L4 0"],
            svg.Descendants(Svg + "path").Select(path => path.Attribute("d")?.Value));
        Assert.Equal("0.502", svg.Descendants(Svg + "path").ElementAt(1).Attribute("stroke-opacity")?.Value);
    }

    [Fact]
    public void Background_IsDrawnFirst()
    {
        XElement svg = Write([new Capsule(0, 0, 1, 0, 2, 0xFF, 0)], background: 0xFFFEF8FF);

        Assert.Equal("#fffef8", svg.Elements().First().Attribute("fill")?.Value);
        Assert.Equal(Svg + "rect", svg.Elements().First().Name);
    }

    [Fact]
    public void NoInk_IsAnEmptyPicture() => Assert.Empty(Write([]).Elements());

    [Fact]
    public void Numbers_AreWrittenTheSameInEveryCulture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        commas.NumberFormat.NegativeSign = "−";
        try
        {
            CultureInfo.CurrentCulture = commas;
            XElement path = Assert.Single(Write([new Capsule(-1.5f, 2.25f, 0, 0, 1.5f, 0xFF, 0)]).Descendants(Svg + "path"));
            Assert.Equal("M-1.5 2.25L0 0", path.Attribute("d")?.Value);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void File_IsUtf8WithoutAByteOrderMarkAndStaysOpen()
    {
        var file = new MemoryStream();
        SvgWriter.Write(file, [], new SvgBox(0, 0, 10, 10));

        Assert.Equal("<?xml version=\"1.0\" encoding=\"utf-8\"?>"u8.ToArray(), file.ToArray()[..38]);
        Assert.True(file.CanWrite);
    }

    /// <summary>SVG for the clipboard is written as text. A declaration in it would name the encoding of a string, UTF-16.</summary>
    [Fact]
    public void Text_HasNoXmlDeclaration()
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        SvgWriter.Write(text, [], new SvgBox(0, 0, 10, 10));

        Assert.StartsWith("<svg ", text.ToString());
    }

    private static XElement Write(IEnumerable<Capsule> capsules, uint? background = null)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        SvgWriter.Write(text, capsules, new SvgBox(0, 0, 640, 120.5f), background);
        return XElement.Parse(text.ToString());
    }

    private static IEnumerable<(float X0, float Y0, float X1, float Y1)> Lines(XElement path)
    {
        foreach (string run in path.Attribute("d")!.Value.Split('M', StringSplitOptions.RemoveEmptyEntries))
        {
            (float X, float Y)[] points = [.. run.Split('L').Select(Point)];
            foreach (((float X, float Y) from, (float X, float Y) to) in points.Zip(points.Skip(1)))
                yield return (from.X, from.Y, to.X, to.Y);
        }
    }

    private static (float X, float Y) Point(string text)
    {
        float[] numbers = [.. text.Split(' ').Select(number => float.Parse(number, CultureInfo.InvariantCulture))];
        return (numbers[0], numbers[1]);
    }
}
