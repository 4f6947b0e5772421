using System.Xml.Linq;
using HmRnnInk.App.Documents;
using HmRnnInk.App.Input;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui.Files;
using HmRnnInk.Ink;

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

        StrokeCollection ink = InkMl.Parse(file.ToArray(), "page.inkml");
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
    public void EmptyPage_IsNotExportedAsInkMl() =>
        Assert.Throws<InkFormatException>(() => PageInkMl.Write(new MemoryStream(), [], [], 25));

    [Fact]
    public void Replay_ShowsMoreInk_CanBePaused_AndEndsWithAllInk()
    {
        List<TimedSegment> pieces = [.. Enumerable.Range(0, 10).Select(piece => new TimedSegment(default, piece, piece + 1))];
        var replay = new PageReplay();
        replay.Begin(pieces, seconds: 50);

        Assert.Equal(0, replay.Advance(50.5, 10));
        Assert.Equal(3, replay.Advance(53.5, 10));
        replay.Take(Key(InkKey.Space), 53.5);
        Assert.Equal(3, replay.Advance(60, 10));
        replay.Take(Key(InkKey.Space), 60);
        replay.Take(Key(InkKey.Right), 60);
        Assert.Equal(5, replay.Advance(61, 10));
        Assert.Equal(10, replay.Advance(90, 10));
        Assert.False(replay.IsShown);
        Assert.False(replay.Take(Key(InkKey.Space), 91));
    }

    [Fact]
    public void EscapeOrAnotherPage_EndsTheReplay()
    {
        List<TimedSegment> pieces = [new TimedSegment(default, 0, 1), new TimedSegment(default, 1, 2)];
        var replay = new PageReplay();
        replay.Begin(pieces, 0);
        replay.Take(Key(InkKey.Escape), 0.1);
        Assert.Equal(2, replay.Advance(0.2, 2));

        replay.Begin(pieces, 0);
        Assert.Equal(7, replay.Advance(0.5, 7));
    }

    /// <summary>The reader of InkML has a maximum time, which the writer must not exceed.</summary>
    [Fact]
    public void PageWhoseTimesAreFarApart_IsReadableAsInkMl()
    {
        PageRow[] rows = [.. Enumerable.Range(0, 30).Select(row => Row(row) with { TimeSeconds = 9e11 * row })];
        var output = new MemoryStream();
        PageInkMl.Write(output, rows, [], xHeight: 25);
        Assert.Equal(3, InkMl.Parse(output.ToArray(), "page").Strokes.Count);

        static PageRow Row(int row) =>
            new(new PenOffset(row == 0 ? 0 : 9, 3, row % 10 == 9), 100 + 9 * row, 200, RowOwner.Person, row / 10, 0);
    }

    [Fact]
    public void Menu_IsChosenFromByKeys()
    {
        int chosen = 0;
        var menu = new MenuCard();
        menu.Show("Choose", [.. Enumerable.Range(1, 12).Select(item => new MenuItem($"{item}", "", () => chosen = item))]);
        menu.Take(Key(InkKey.Digit3), 0);
        Assert.Equal(3, chosen);
        Assert.False(menu.IsShown);

        menu.Show("Choose", menu.Items);
        for (int press = 0; press < 20; press++) menu.Take(Key(InkKey.Down), 0);
        Assert.Equal((11, 3), (menu.Selected, menu.FirstShown));
        menu.Take(Key(InkKey.Enter), 0);
        Assert.Equal(12, chosen);

        menu.Show("Choose", menu.Items);
        menu.Take(Key(InkKey.Escape), 0);
        Assert.Equal((12, false), (chosen, menu.IsShown));
        Assert.False(menu.Take(Key(InkKey.Digit1), 0));
    }

    private static IEnumerable<XElement> Groups(XElement svg, string layer) =>
        svg.Descendants().Where(element => element.Attribute("data-layer")?.Value == layer);

    private static InputEvent Key(InkKey key) => new(InputKind.KeyDown, 0, 0, 0, key);

    private static TestPage Written()
    {
        var page = new TestPage(new LiveSettings { StepCap = 30, Speed = 8 });
        page.Stroke(200, 144);
        page.Wait(3);
        return page;
    }
}
