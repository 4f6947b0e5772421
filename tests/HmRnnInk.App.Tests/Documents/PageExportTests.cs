using System.Xml.Linq;
using HmRnnInk.App.Tests.Session;

namespace HmRnnInk.App.Tests.Documents;

public sealed class PageExportTests
{
    [Fact]
    public void CentreLines_AreGroupedBySegmentsOfTheLayersInTheirOrder()
    {
        TestPage page = Written();
        var segments = new LayerSegments();
        segments.Update(page.Ink.Rows, 0, page.Ink.Layers);
        var file = new MemoryStream();

        CentreLineSvg.Write(file, page.Ink.Rows, segments, page.Ink.Layers, [], new SvgBox(0, 0, 1280, 700));

        XElement svg = XElement.Parse(System.Text.Encoding.UTF8.GetString(file.ToArray()));
        XElement[] low = [.. Groups(svg, "1")];
        Assert.Equal(Enumerable.Range(1, low.Length), low.Select(group => (int)group.Attribute("data-segment")!));
        Assert.All(low, group => Assert.Equal("2", group.Parent!.Attribute("data-layer")?.Value));
        Assert.All(low.Skip(1), group => Assert.Equal("flush", group.Attribute("data-operation")?.Value));
        Assert.Equal(page.Ink.Rows.Count, low.Sum(group => (int)group.Attribute("data-rows")!));
        Assert.Equal(["model", "person"], svg.Descendants().Attributes("data-owner").Select(owner => owner.Value).Distinct().Order());
        Assert.Equal("none", svg.Attribute("fill")?.Value);
    }

    [Fact]
    public void InkMl_ReadsAsTheStrokesOfThePageWithTheirTimes()
    {
        TestPage page = Written();
        var file = new MemoryStream();
        PageRow[] rows = [.. page.Ink.Rows.Select((row, index) =>
            row with { Pressure = row.Owner == RowOwner.Person && index > 3 ? index % 5 / 4f : null })];

        PageInkMl.Write(file, rows, [], xHeight: 25);

        StrokeCollection ink = InkMl.Read(file.ToArray(), "page.inkml").Ink;
        double[] times = PageTiming.Of(page.Ink.Rows, double.PositiveInfinity);
        Assert.Equal(
            rows.Select((row, index) => new InkPoint(row.X, row.Y, times[index], row.Pressure)),
            ink.Strokes.SelectMany(stroke => stroke.Points));
        Assert.Equal(page.Ink.Rows[^1].Stroke + 1, ink.Strokes.Count);
        XElement root = XElement.Parse(System.Text.Encoding.UTF8.GetString(file.ToArray()));
        Assert.Equal(["person", "model"], root.Descendants().Where(element => element.Attribute("type")?.Value == "writer")
            .Select(element => element.Value));
    }

    [Fact]
    public void EmptyPage_IsNotExportedAsInkMl_AndAddsNothingToItsSvg()
    {
        Assert.Throws<InkFormatException>(() => PageInkMl.Write(new MemoryStream(), [], [], 25));
        var svg = new MemoryStream();
        PageInkMl.WriteWithSvg(svg, output => output.Write("<svg/>"u8), [], [], 25);
        Assert.Equal("<svg/>"u8, svg.ToArray());
    }

    /// <summary>The reader of InkML has a maximum time, which the writer must not exceed.</summary>
    [Fact]
    public void PageWhoseTimesAreFarApart_IsReadableAsInkMl()
    {
        PageRow[] rows = [.. Enumerable.Range(0, 30).Select(row => Row(row) with { TimeSeconds = 9e11 * row })];
        var output = new MemoryStream();
        PageInkMl.Write(output, rows, [], xHeight: 25);
        Assert.Equal(3, InkMl.Read(output.ToArray(), "page").Ink.Strokes.Count);

        static PageRow Row(int row) =>
            new(new PenOffset(row == 0 ? 0 : 9, 3, row % 10 == 9), 100 + 9 * row, 200, RowOwner.Person, row / 10, 0);
    }

    private static IEnumerable<XElement> Groups(XElement svg, string layer) =>
        svg.Descendants().Where(element => element.Attribute("data-layer")?.Value == layer);

    private static TestPage Written() => new TestPage(new LiveSettings { StepCap = 30, Speed = 8 }).Stroke(200, 144).Wait(3);
}
