using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using HmRnnInk.App.Tests.Canvas;
using HmRnnInk.App.Tests.Host;
using HmRnnInk.App.Tests.Session;
using HmRnnInk.App.Ui.Score;
using SkiaSharp;

namespace HmRnnInk.App.Tests.Running;

/// <summary>The real window with a real pointer.</summary>
public sealed class RunningAppTests : FolderTests
{
    private const int Width = 1280, Height = 800;

    [Fact]
    public void LineTracedByThePointer_IsContinuedAndCanBeUndone()
    {
        VirtualScreen screen = VirtualScreen.Open();
        using var app = new AppRun(
            screen, Folder, "--model", HandlikeModel.SaveIn(Folder), "--ghosts", "0", "--size", $"{Width}x{Height}",
            "--screenshot", "end.png", "--svg", "end.svg");
        app.Focus(screen);

        (int X, int Y)[] path = screen.WriteWave(points: 60);
        app.WaitForPhase("ModelWrites");
        JsonElement stopped = app.WaitForPhase("Idle"); // it stops by itself at the edge, at the maximum length, or when the page is full
        Assert.True(stopped.ModelRows > 5);
        // If the model ended its stroke by itself, the last row may still be read again.
        Assert.InRange(stopped.Rows - stopped.TracedRows, 0, 1);

        screen.Do("key s");
        Drawn[] ink = Read(Path.Combine(Folder, app.WaitForFile()));
        Assert.All(ink, line => Assert.True(line is { MinX: >= 26 and <= Width - 26, MinY: >= 26 and <= Height - 56 }, $"ink at {line}"));
        Assert.All(path, point => Assert.True(ink.Any(line => line.Distance(point.X, point.Y) < 3), $"no ink at {point}"));
        Assert.True(ink.Select(line => line.Colour).Distinct().Count() >= 2);

        screen.Do("key c key s");
        Drawn[] recoloured = Read(Path.Combine(Folder, app.WaitForFile()));
        string[] hues = [.. Palette.Light.Modes.Segments.Person.Concat(Palette.Light.Modes.Segments.Model).Select(colour =>
            $"#{colour >> 8:x6}")];
        Assert.All(recoloured, line => Assert.Contains(line.Colour, hues));
        screen.Do("key shift+c");

        // A click in the score lets the model continue from there, and undo restores the ink.
        int written = stopped.ModelRows;
        var room = new PanelRoom(0, ScoreLayout.HeightIn(Width, Height, 3));
        ScoreLayout score = ScoreLayout.On(PageLayout.Fit(Width, Height, 25, room), 3, 1);
        int column = (int)score.XOf(-100, 0) + 1;
        screen.Do($"mousemove {column} {(int)score.Bottom(0) - 8} click 1");
        Assert.InRange(app.WaitForPhase("ModelWrites").ModelRows, written - 100, written - 90);
        screen.Do("key Escape");
        app.WaitForPhase("Idle");
        screen.Do("key ctrl+z");
        app.WaitFor(report => report.ModelRows == written);

        screen.Do("key ctrl+z");
        app.WaitFor(report => report.ModelRows == 0);
        foreach ((string redo, int rows) in (ReadOnlySpan<(string, int)>)[("ctrl+y", written), ("ctrl+z", 0), ("ctrl+shift+z", written),
            ("ctrl+z", 0)])
        {
            screen.Do($"key {redo}");
            app.WaitFor(report => report.ModelRows == rows);
        }

        screen.Do("key p");
        using (SKBitmap page = SKBitmap.Decode(Path.Combine(Folder, app.WaitForFile()))) Assert.True(page.Width > Width);
        foreach (string key in (string[])["s", "a"])
        {
            screen.Do($"key {key}");
            Assert.True(new FileInfo(Path.Combine(Folder, app.WaitForFile())).Length > 1000);
        }

        screen.Do("key ctrl+s");
        Assert.Equal(stopped.PersonRows, DocumentFile.Read(Path.Combine(Folder, app.WaitForFile())).Rows.Length);
        screen.Do("key ctrl+q");
        Assert.Equal("end.png", app.WaitForFile());
        Assert.Equal("end.svg", app.WaitForFile());
        Assert.Equal(0, app.WaitForEnd());
        Assert.Equal("", app.Errors);
        ScreenAndSvgAgree();
    }

    [Fact]
    public void SegmentUnderADoubleClick_IsDeletedAndRewritten_ComesBack_AndIsMoved()
    {
        VirtualScreen screen = VirtualScreen.Open();
        using var app = new AppRun(screen, Folder, "--model", HandlikeModel.SaveIn(Folder), "--delay", "10", "--svg", "end.svg");
        app.Focus(screen);
        screen.Do("mousemove 700 112 mousedown 1 mousemove 720 130 mousemove 740 100 mouseup 1");
        (int X, int Y)[] path = screen.WriteWave(points: 60);
        int written = app.WaitFor(report =>
            report.Phase == "PenRests" && report.Strokes == 2 && report.TracedRows == report.Rows).Rows;
        string at = $"mousemove {path[30].X} {path[30].Y}";
        screen.Do($"{at} sleep 0.6 click 1 click 1"); // the second click removes the dot of the first
        screen.Do("key Delete");
        app.WaitFor(report => report.Phase == "Idle" && report.Rows > 0 && report.Rows < written);
        screen.Do("key ctrl+z");
        app.WaitFor(report => report.Rows == written && report.Strokes == 2);
        screen.Do($"{at} sleep 0.6 click 1 click 1 sleep 0.6 key r");
        app.WaitFor(report => report.ModelRows > 0 && report.PersonRows < written);
        screen.Do("key ctrl+z");
        app.WaitFor(report => report.PersonRows == written && report.Strokes == 2);
        screen.Do($"{at} sleep 0.6 click 1 click 1 sleep 0.6 mousedown 1");
        for (int step = 1; step <= 8; step++) screen.Do($"mousemove {path[30].X + 2 * step} {path[30].Y + 20 * step} sleep 0.02");
        screen.Do("mouseup 1");
        app.Quit(screen);
        Drawn[] ink = Read(Path.Combine(Folder, "end.svg"));
        Assert.Contains(ink, line => line.Distance(path[30].X + 16, path[30].Y + 160) < 3);
        Assert.DoesNotContain(ink, line => line.Distance(path[30].X, path[30].Y) < 1);
    }

    /// <summary>
    /// Asserts that the middle of each segment is inked on the screen, and that all ink on the sheet belongs to a segment.
    /// </summary>
    private void ScreenAndSvgAgree()
    {
        Drawn[] ink = Read(Path.Combine(Folder, "end.svg"));
        using SKBitmap shot = SKBitmap.Decode(Path.Combine(Folder, "end.png"));
        Assert.NotEmpty(ink);
        Assert.All(ink, line => Assert.True(shot.HasInkAt((int)((line.X0 + line.X1) / 2), (int)((line.Y0 + line.Y1) / 2)),
            $"{line} is not on the screen"));
        int inked = 0, strayed = 0;
        for (int y = 60; y < 200; y++)
        {
            for (int x = 150; x < 600; x++)
            {
                if (!shot.HasInkAt(x, y)) continue;
                inked++;
                if (!ink.Any(line => line.Distance(x + 0.5f, y + 0.5f) < line.Width / 2 + 1)) strayed++;
            }
        }

        Assert.True(inked > 300, $"{inked} pixels of ink");
        Assert.Equal(0, strayed);
    }

    private static Drawn[] Read(string svg)
    {
        var lines = new List<Drawn>();
        foreach (XElement path in XDocument.Load(svg).Descendants().Where(element => element.Name.LocalName == "path"))
        {
            string colour = path.Attribute("stroke")!.Value;
            float width = float.Parse(path.Attribute("stroke-width")!.Value, CultureInfo.InvariantCulture);
            foreach (string piece in path.Attribute("d")!.Value.Split('M', StringSplitOptions.RemoveEmptyEntries))
            {
                float[][] points = [.. piece.Split('L').Select(point =>
                    point.Split(' ').Select(number => float.Parse(number, CultureInfo.InvariantCulture)).ToArray())];
                for (int index = 1; index < points.Length; index++)
                    lines.Add(new(points[index - 1][0], points[index - 1][1], points[index][0], points[index][1], width, colour));
            }
        }

        return [.. lines];
    }

    private readonly record struct Drawn(float X0, float Y0, float X1, float Y1, float Width, string Colour)
    {
        public float MinX => Math.Min(X0, X1);

        public float MinY => Math.Min(Y0, Y1);

        public float Distance(float x, float y)
        {
            float dx = X1 - X0, dy = Y1 - Y0, length = dx * dx + dy * dy;
            float t = length == 0 ? 0 : Math.Clamp(((x - X0) * dx + (y - Y0) * dy) / length, 0, 1);
            return MathF.Sqrt((x - X0 - t * dx) * (x - X0 - t * dx) + (y - Y0 - t * dy) * (y - Y0 - t * dy));
        }
    }
}
