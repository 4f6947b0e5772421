using System.Globalization;
using System.Xml.Linq;

namespace HmRnnInk.Ink.Tests;

public sealed class AnimatedSvgWriterTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Paths_AppearInTheirOwnTime()
    {
        XElement[] paths = Write(
            new(new Capsule(0, 0, 1, 0, 2, 0xFF0000FF, 0), 0, 0.1),
            new(new Capsule(1, 0, 2, 0, 2, 0xFF0000FF, 0), 0.1, 0.2),
            new(new Capsule(2, 0, 3, 0, 2, 0x00FF00FF, 1), 0.2, 0.3),
            new(new Capsule(9, 9, 8, 8, 2, 0x00FF00FF, 1), 2.0, 2.5));

        Assert.Equal(["M0 0L1 0L2 0", "M2 0L3 0", "M9 9L8 8"], paths.Select(path => path.Attribute("d")?.Value));
        // Drawn for 2.5 seconds, then shown for 2.5 seconds.
        Assert.Equal(["0;0;0.04;1", "0;0.04;0.06;1", "0;0.4;0.5;1"], paths.Select(path => Animation(path).Attribute("keyTimes")?.Value));
        Assert.All(paths, path => Assert.Equal("5s", Animation(path).Attribute("dur")?.Value));
        Assert.All(paths, path => Assert.Equal("stroke-dashoffset", Animation(path).Attribute("attributeName")?.Value));
    }

    [Fact]
    public void LongPathOfOneColour_IsSplitSoThatSpeedChangesShow()
    {
        // The first half takes one second, the second half a tenth of a second.
        XElement[] paths = Write([.. Enumerable.Range(0, 20).Select(step =>
            new TimedCapsule(new Capsule(step, 0, step + 1, 0, 2, 0xFF0000FF, 0), Time(step), Time(step + 1)))]);

        static double Time(int step) => step < 10 ? 0.1 * step : 1 + 0.01 * (step - 10);

        Assert.InRange(paths.Length, 5, 8);
        Assert.All(paths, path => Assert.InRange(Times(path)[2] - Times(path)[1], 0, 0.25 / 3.6 + 1e-5));
    }

    [Fact]
    public void Dot_AppearsAtOnce()
    {
        XElement path = Assert.Single(Write(new TimedCapsule(new Capsule(4, 5, 4, 5, 2, 0xFF0000FF, 0), 2.5, 2.5)));
        Assert.Null(path.Attribute("stroke-dasharray"));
        XElement animation = Animation(path);
        Assert.Equal("opacity", animation.Attribute("attributeName")?.Value);
        Assert.Equal("0;0.5;1", animation.Attribute("keyTimes")?.Value);
        Assert.Equal("discrete", animation.Attribute("calcMode")?.Value);
    }

    [Fact]
    public void Box_IsTheViewBox_AndPlacesTheBackground()
    {
        XElement svg = WriteSvg(top: 30.5f);
        Assert.Equal("0 30.5 640 120", svg.Attribute("viewBox")?.Value);
        Assert.Equal("30.5", svg.Element(Svg + "rect")?.Attribute("y")?.Value);
    }

    [Fact]
    public void NoInk_IsAnEmptyPage() => Assert.Empty(Write());

    private static XElement Animation(XElement path) => Assert.Single(path.Elements(Svg + "animate"));

    private static double[] Times(XElement path) =>
        [.. Animation(path).Attribute("keyTimes")!.Value.Split(';').Select(time => double.Parse(time, CultureInfo.InvariantCulture))];

    private static XElement[] Write(params TimedCapsule[] capsules) => [.. WriteSvg(0, capsules).Elements(Svg + "path")];

    private static XElement WriteSvg(float top, params TimedCapsule[] capsules)
    {
        var output = new MemoryStream();
        AnimatedSvgWriter.Write(output, capsules, new SvgBox(0, top, 640, 120), 0xFFFFFFFF);
        output.Position = 0;
        return XElement.Load(output);
    }
}
