using System.Text;
using CsCheck;

namespace HmRnnInk.Ink.Tests;

public sealed class IamLineXmlTests
{
    private const string Head = "<?xml version=\"1.0\"?>\n<WhiteboardCaptureSession><StrokeSet>\n";
    private const string Foot = "</StrokeSet></WhiteboardCaptureSession>";

    [Fact]
    public void LineAsIamWritesIt_KeepsEveryPointInOrder() =>
        TestInk.Strokes.Sample(ink => InkAssert.Same(ink, IamLineXml.Parse(TestInk.Xml(ink), "line.xml")));

    [Fact]
    public void OwnLine_HasItsPointsAndStrokes()
    {
        StrokeCollection ink = IamLineXml.Parse(TestInk.LineXml, "own-line.xml");

        Assert.Equal(720, ink.PointCount);
        Assert.Equal(18, ink.Strokes.Count);
        Assert.Equal(new InkPoint(1222, 1653, 12.40), ink.Strokes[0].Points[0]);
    }

    [Fact]
    public void UnusualFormatting_ReadsTheSameAsIamsOwn() => TestInk.Strokes.Sample(ink =>
    {
        string usual = Encoding.Latin1.GetString(TestInk.Xml(ink));
        // A comment, and points with end tags. The elements of the description stay empty.
        string unusual = usual.Replace("<StrokeSet>", "<!-- hand-made --><StrokeSet>").Replace("\"/>", "\"></Point>")
            .Replace("y=\"1376\"></Point>", "y=\"1376\"/>").Replace("y=\"787\"></Point>", "y=\"787\"/>")
            .Replace("top_left\"></Point>", "top_left\"/>");

        Assert.DoesNotContain("\"/>\n    </Stroke>", unusual);
        InkAssert.Same(ink, IamLineXml.Parse(Encoding.Latin1.GetBytes(unusual), "line.xml"));
    });

    [Fact]
    public void LineTruncatedAnywhere_IsRejected()
    {
        byte[] line = TestInk.Xml(TestInk.Zigzag(1, 3));
        for (int length = 0; length < line.Length - 1; length++) // the last byte is a newline after the end
            InkAssert.Rejects(() => IamLineXml.Parse(line[..length], "cut.xml"), "'cut.xml'");
    }

    [Fact]
    public void AnyByteChanged_IsRejectedOrReadAsByTheXmlReader()
    {
        byte[] line = TestInk.Xml(TestInk.Zigzag(3, 5));
        Gen.Select(Gen.Int[0, line.Length - 1], Gen.Byte).Sample((place, value) =>
        {
            byte[] changed = [.. line];
            changed[place] = value;
            // The comment at the end only makes the fast scanner give up.
            byte[] forReader = [.. changed, .. "<!-- -->"u8];
            StrokeCollection? scanned = ParsedOrNull(changed), read = ParsedOrNull(forReader);
            Assert.Equal(read is null, scanned is null);
            if (read is not null) InkAssert.Same(read, scanned!);
        });
    }

    [Theory]
    [InlineData("x=\"12a\" y=\"1\" time=\"1\"", "x=\"12a\"")]
    [InlineData("x=\"NaN\" y=\"1\" time=\"1\"", "x=\"NaN\"")]
    [InlineData("x=\"1000001\" y=\"1\" time=\"1\"", "x=\"1000001\"")]
    [InlineData("x=\"1\" y=\"-99999999999999999999\" time=\"1\"", "y=\"-99999999999999999999\"")]
    [InlineData("x=\"1\" time=\"1\"", "no y")]
    [InlineData("x=\"1\" y=\"1\"", "no time")]
    [InlineData("x=\"1\" y=\"1\" time=\"NaN\"", "time=\"NaN\"")]
    [InlineData("x=\"1\" y=\"1\" time=\"1e300\"", "time=\"1e300\"")]
    public void BadPoint_IsRejectedWithItsLineAndValue(string attributes, string found) =>
        AssertRejected($"<Stroke>\n<Point x=\"1\" y=\"1\" time=\"0\"/>\n<Point {attributes}/></Stroke>", "line 5", found);

    [Theory]
    [InlineData("<Stroke></Stroke>", "no points")]
    [InlineData("<Stroke/>", "no points")]
    [InlineData("", "no strokes")]
    [InlineData("<Point x=\"1\" y=\"1\" time=\"1\"/>", "outside any stroke")]
    [InlineData("<Stroke><Stroke></Stroke></Stroke>", "inside another")]
    public void BadStroke_IsRejected(string strokes, string found) => AssertRejected(strokes, found);

    [Fact]
    public void Decimals_AreRead()
    {
        StrokeCollection ink = Parse("<Stroke><Point x=\"1.5\" y=\"-2.25e1\" time=\"1\"/></Stroke>");

        Assert.Equal((1.5f, -22.5f), (ink.Strokes[0].Points[0].X, ink.Strokes[0].Points[0].Y));
    }

    [Fact]
    public void ClockThatStepsBack_ContinuesForward()
    {
        StrokeCollection ink = Parse(
            "<Stroke><Point x=\"1\" y=\"1\" time=\"9.5\"/><Point x=\"1\" y=\"1\" time=\"2.0\"/>"
            + "<Point x=\"1\" y=\"1\" time=\"2.5\"/></Stroke>");

        Assert.Equal([9.5, 9.5 + 1 / 75.0, 10 + 1 / 75.0], ink.Strokes[0].Points.Select(point => point.TimeSeconds),
            (expected, actual) => Math.Abs(expected - actual) < 1e-9);
    }

    [Fact]
    public void EntityBomb_IsRejectedForItsDtd()
    {
        string bomb = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
            + "<WhiteboardCaptureSession>&b;</WhiteboardCaptureSession>";
        InkAssert.Rejects(() => IamLineXml.Parse(Encoding.ASCII.GetBytes(bomb), "bomb.xml"), "'bomb.xml'", "DTD");
    }

    [Fact]
    public void OfflineForm_IsRejectedNamingTheRightArchive()
    {
        string form = "<?xml version=\"1.0\"?><form id=\"a01-000u\" writer-id=\"000\"><handwritten-part/></form>";
        InkAssert.Rejects(
            () => IamLineXml.Parse(Encoding.ASCII.GetBytes(form), "a01-000u.xml"), "'a01-000u.xml'", "offline", "lineStrokes-all.tar.gz");
    }

    private static StrokeCollection Parse(string strokes) => IamLineXml.Parse(Encoding.ASCII.GetBytes(Head + strokes + Foot), "line.xml");

    private static void AssertRejected(string strokes, params string[] words) =>
        InkAssert.Rejects(() => Parse(strokes), ["'line.xml'", .. words]);

    private static StrokeCollection? ParsedOrNull(byte[] content)
    {
        try
        {
            return IamLineXml.Parse(content, "line.xml");
        }
        catch (InkFormatException)
        {
            return null;
        }
    }
}
