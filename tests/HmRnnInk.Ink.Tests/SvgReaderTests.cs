using System.Text;

namespace HmRnnInk.Ink.Tests;

public sealed class SvgReaderTests : FileTests
{
    [Fact]
    public void StrokedPathsAndLines_AreStrokesInMillimetres()
    {
        ReadInk read = Read(
            "<svg width='200mm' height='100mm' viewBox='0 0 100 50' fill='none' stroke='black'>"
            + "<path d='M1 2L3 4h1v-1z m10 0l1 1'/><polyline points='5,5 6,6'/><line x1='7' y1='8' x2='9' y2='10'/></svg>");

        Assert.Equal(1, read.MillimetresPerUnit);
        Assert.Empty(read.Notes);
        Assert.Equal(
            [
                [(2f, 4f), (6f, 8f), (8f, 8f), (8f, 6f), (2f, 4f)], [(22f, 4f), (24f, 6f)], [(10f, 10f), (12f, 12f)],
                [(14f, 16f), (18f, 20f)],
            ],
            read.Ink.Strokes.Select(Places));
    }

    [Fact]
    public void Transforms_AreComposedFromTheOutside() => Assert.Equal(
        [(11f, 24f)],
        Places(Pixels("<g transform='translate(10, 20)'><g transform='scale(1 2) rotate(90)'><path d='M2 -1'/></g></g>").Strokes[0]));

    [Fact]
    public void TransformWithoutANumber_IsLeftOut() => Assert.Equal(
        [(12f, 19f)], Places(Pixels("<path transform='scale(large) translate(10, 20)' d='M2 -1'/>").Strokes[0]));

    [Fact]
    public void Curves_BecomeChordsOnTheCurve()
    {
        StrokeCollection ink = Pixels(
            "<path d='M0 0C0 100 100 100 100 0'/><path d='M0 0Q50 100 100 0T200 0'/>"
            + "<path d='M0 0a50 50 0 0 1 100 0'/>");

        Assert.InRange(Places(ink.Strokes[0]).Max(place => place.Y), 74f, 75f);
        Assert.InRange(Places(ink.Strokes[1]).Max(place => place.Y), 49f, 50f);
        Assert.InRange(Places(ink.Strokes[1]).Min(place => place.Y), -50f, -49f);
        Assert.All(Places(ink.Strokes[2]), place => Assert.Equal(50, float.Hypot(place.X - 50, place.Y), 3));
        Assert.Contains(Places(ink.Strokes[2]), place => place.Y < -49.9f);
        Assert.All(ink.Strokes, stroke => Assert.InRange(stroke.Points.Count, 9, 129));
    }

    [Fact]
    public void HiddenDefinedAndFilledShapes_AreNoInk()
    {
        ReadInk read = Read(
            "<svg><defs><path d='M0 0L9 9' stroke='red'/></defs><g style='display:none'><path d='M0 0L9 9' stroke='red'/></g>"
            + "<path d='M0 0L9 9' fill='#123' style='stroke:none'/>"
            + "<path d='M1 2L3 4' style='fill:none;stroke:#000'/><text>ab</text></svg>");

        Assert.Single(read.Ink.Strokes);
        Assert.Equal(["Skipped: 1 filled shape without a stroke"], read.Notes);
    }

    [Fact]
    public void UnreadablePath_IsReadUpToItsError()
    {
        ReadInk read = Read("<svg stroke='black'><path d='M1 2L3 4L5 q'/></svg>");

        Assert.Equal(2, read.Ink.PointCount);
        Assert.Equal(["Skipped: 1 rest of an unreadable path (line 1)"], read.Notes);
    }

    [Fact]
    public void DrawingWithoutPaths_IsRejected() =>
        InkAssert.Rejects(() => Read("<svg><text>hello</text></svg>"), "no paths or lines", "Convert");

    private StrokeCollection Pixels(string body)
    {
        StrokeCollection ink = Read($"<svg stroke='black'>{body}</svg>").Ink;
        return new StrokeCollection([.. ink.Strokes.Select(stroke => new Stroke(
            [.. stroke.Points.Select(point => point with { X = Pixel(point.X), Y = Pixel(point.Y) })]))]);
    }

    private static float Pixel(float millimetres) => MathF.Round(millimetres * 96 / 25.4f, 3);

    private static (float X, float Y)[] Places(Stroke stroke) => [.. stroke.Points.Select(point => (point.X, point.Y))];

    private ReadInk Read(string svg) => InkFile.Open(Write("drawing.svg", Encoding.UTF8.GetBytes(
        "<?xml version='1.0'?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" 'svg11.dtd'>"
        + svg.Replace("<svg", "<svg xmlns='http://www.w3.org/2000/svg'"))));
}
