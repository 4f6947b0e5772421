using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using HmRnnInk.App.Tests.Host;

namespace HmRnnInk.App.Tests.Running;

/// <summary>The real window, scrolled and zoomed with a real wheel, pointer and keys.</summary>
public sealed class ScrollingAppTests : FolderTests
{
    [Fact]
    public void Page_GrowsScrollsZoomsAndIsWrittenOnWhereverItIs()
    {
        VirtualScreen screen = VirtualScreen.Open();

        // The model waits for a minute, so only the pointer writes.
        using var app = new AppRun(screen, Folder, "--delay", "60", "--size", "800x600", "--svg", "end.svg");
        app.Focus(screen);
        screen.Do("mousemove 400 300");

        // Home shows the top of the empty page, whatever the wheel did: the positions at the end show that the first ink is at 345.
        screen.Do("click 5 key Home");
        screen.Do("mousemove 300 345 mousedown 1 mousemove 330 340 mousemove 360 350 mouseup 1");
        app.WaitForPhase("PenRests");
        app.WaitFor(report => Y(report) > 0); // the view follows the pen to the next line
        screen.Do("key Home");
        app.WaitFor(report => Y(report) == 0);
        screen.Do("mousemove 400 300 click 5");
        float scrolled = Y(app.WaitFor(report => Y(report) > 0));
        Assert.Equal(66, scrolled, 1f);
        screen.Do("mousemove 250 200 mousedown 1 mousemove 280 210 mousemove 310 200 mouseup 1");
        app.WaitForPhase("PenRests");

        screen.Do("mousemove 400 300 keydown ctrl click 4 keyup ctrl");
        JsonElement zoomed = app.WaitFor(report => report.GetProperty("zoom").GetSingle() > 1.1f);
        Assert.Equal(300 + scrolled, 300 / Zoom(zoomed) + Y(zoomed), 1.5f); // the point under the pointer has not moved
        screen.Do("key ctrl+0");
        app.WaitFor(report => Zoom(report) == 1);
        screen.Do("key Home");
        app.WaitFor(report => Y(report) == 0);

        // Dragging with Space pans the page and does not pause the model. A frame can come between two moves of a drag, so wait for
        // the place where the drag ends.
        screen.Do("mousemove 400 300 keydown space mousedown 1 mousemove 400 290 mousemove 400 250 mouseup 1 keyup space");
        app.WaitFor(report => MathF.Abs(Y(report) - 50) < 1);
        screen.Do("mousemove 400 250 mousedown 2 mousemove 400 270 mousemove 400 280 mouseup 2");
        JsonElement dragged = app.WaitFor(report => MathF.Abs(Y(report) - 20) < 1);
        Assert.False(dragged.GetProperty("paused").GetBoolean());

        screen.Do("key ctrl+q");
        Assert.Equal(20, Y(app.WaitForLast()), 1f); // and the page stayed there
        Assert.Equal(0, app.WaitForEnd());
        Assert.Equal("", app.Errors);
        float[] ys = PointYs(Path.Combine(Folder, "end.svg"));
        Assert.Contains(ys, y => MathF.Abs(y - 345) < 2);
        Assert.Contains(ys, y => MathF.Abs(y - (200 + scrolled)) < 2);
        Assert.All(ys, y => Assert.True(y is > 330 and < 360 || MathF.Abs(y - (205 + scrolled)) < 12, $"ink at {y}"));

        static float Y(JsonElement report) => report.TryGetProperty("originY", out JsonElement y) ? y.GetSingle() : float.NaN;

        static float Zoom(JsonElement report) => report.GetProperty("zoom").GetSingle();
    }

    private static float[] PointYs(string svg) =>
        [.. XDocument.Load(svg).Descendants().Where(element => element.Name.LocalName == "path")
            .SelectMany(path => path.Attribute("d")!.Value.Split('M', 'L').Where(point => point.Length > 0))
            .Select(point => float.Parse(point.Split(' ')[1], CultureInfo.InvariantCulture))];
}
