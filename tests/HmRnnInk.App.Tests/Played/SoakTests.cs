using System.Globalization;
using Silk.NET.OpenGL;
using static HmRnnInk.App.Tests.Played.PlayedScripts;

namespace HmRnnInk.App.Tests.Played;

/// <summary>
/// The app in long use: a page is written, continued, viewed, saved and undone, again and again. HMRNNINK_SOAK_MINUTES=30 gives the
/// long run. The minutes are those of the frame clock; the frames are drawn as fast as possible.
/// </summary>
public sealed class SoakTests
{
    private const double MinutesInTheSuite = 1;

    /// <summary>
    /// The maximum growth of memory in the second half of a run, bytes. Pages and their lists differ in length.
    /// </summary>
    private const long MaximumGrowth = 1 << 20;

    [Fact]
    public void MemoryAndGraphicsObjects_DoNotGrowWithTheTime()
    {
        double minutes = Environment.GetEnvironmentVariable("HMRNNINK_SOAK_MINUTES") is { Length: > 0 } text
            ? double.Parse(text, CultureInfo.InvariantCulture) : MinutesInTheSuite;
        using var app = new PlayedApp(seed: 1, 640, 400);
        (long Bytes, int Objects, int Files) half = default, end = default;
        int rounds = 0;
        app.Run(Rounds(app, minutes * 60, () =>
        {
            rounds++;
            end = (Memory(), GraphicsObjects(app.Window.Gl), OpenFiles());
            if (app.Window.TimeSeconds <= 60 * minutes / 2) half = end;
            TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture,
                $"{app.Window.TimeSeconds:0} s: {end.Bytes / 1024} KiB, {end.Objects} objects of OpenGL, {end.Files} open files"));
        }));

        Assert.True(rounds >= 4 && half.Bytes > 0, $"only {rounds} rounds");
        Assert.True(end.Bytes - half.Bytes < MaximumGrowth, $"{half.Bytes} bytes in the middle, {end.Bytes} at the end");
        Assert.Equal(half.Objects, end.Objects);
        Assert.InRange(end.Files, 0, half.Files + 4); // the runtime opens and closes files of its own
    }

    private static IEnumerable<int> Rounds(PlayedApp app, double seconds, Action ended)
    {
        int round = 0;
        while (app.Window.TimeSeconds < seconds)
        {
            foreach (int frame in Round(app, round++)) yield return frame;
            Assert.Empty(app.Ink.Rows);
            ended();
        }
    }

    /// <summary>About ten seconds of use, from an empty page to an empty page.</summary>
    private static IEnumerable<int> Round(PlayedApp app, int round)
    {
        for (int word = 0; word < 3; word++)
            foreach (int frame in Stroke(app, 80 + 110 * word, 105, points: 30)) yield return frame;
        Assert.True(app.Ink.Rows.Count > 20);
        foreach (int frame in Frames(150)) yield return frame; // the model continues
        Assert.Contains(app.Ink.Rows, row => row.Owner == RowOwner.Model);

        // The model is stopped, and its ghosts are accepted by segments.
        foreach (InkKey key in (InkKey[])[InkKey.Escape, InkKey.Right, InkKey.Digit2, InkKey.Tab, InkKey.Right])
        {
            app.Press(key);
            foreach (int frame in Frames(6)) yield return frame;
        }

        // Everything that can be shown: colours, the control panel, help, menus, another window size, the wheel and the replay.
        InkKey[] keys =
        [
            InkKey.C, InkKey.C, InkKey.L, InkKey.N, InkKey.F2, InkKey.Tab, InkKey.Right, InkKey.Left,
            InkKey.Down, InkKey.Escape, InkKey.F1, InkKey.Escape, InkKey.E, InkKey.Down, InkKey.Escape, InkKey.S, InkKey.P, InkKey.R,
        ];
        foreach (InkKey key in keys)
        {
            app.Press(key);
            foreach (int frame in Frames(4)) yield return frame;
        }

        app.Window.Size = round % 2 == 0 ? (560, 440) : (640, 400);
        foreach (int frame in Frames(30)) yield return frame;
        app.Press(InkKey.Escape);
        app.Press(InkKey.S, KeyModifiers.Control);
        app.Press(round % 2 == 0 ? InkKey.Plus : InkKey.Minus, KeyModifiers.Control);
        app.Window.Send(new InputEvent(InputKind.Scroll, 0, -1, 0));
        foreach (int frame in Frames(60)) yield return frame;
        app.Press(InkKey.O, KeyModifiers.Control);
        foreach (int frame in Frames(4)) yield return frame;
        app.Press(InkKey.Enter);
        foreach (int frame in Frames(60)) yield return frame;

        // A double-click selects a segment, which is rewritten.
        app.Press(InkKey.Digit0, KeyModifiers.Control);
        app.Press(InkKey.Home);
        foreach (int frame in Frames(60)) yield return frame;
        PageRow chosen = app.Ink.Rows[10];
        for (int click = 0; click < 2; click++) app.Tap(chosen.X, chosen.Y);
        app.Press(InkKey.R);
        foreach (int frame in Frames(30)) yield return frame;
        app.Press(InkKey.Escape);
        foreach (int frame in Frames(2)) yield return frame;
        for (int presses = 0; app.Ink.Edits.CanUndo; presses++)
        {
            Assert.True(presses < 1000, "There is no end to what can be undone.");
            app.Press(InkKey.Z, KeyModifiers.Control);
            yield return 0;
        }

        foreach (int frame in Frames(60)) yield return frame;
    }

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>Counts the objects of OpenGL. Their names are numbers from 1 upwards, and a free one is used again.</summary>
    private static int GraphicsObjects(GL gl)
    {
        int count = 0;
        for (uint name = 1; name < 4096; name++)
        {
            foreach (bool exists in (ReadOnlySpan<bool>)[gl.IsBuffer(name), gl.IsTexture(name), gl.IsVertexArray(name),
                gl.IsFramebuffer(name), gl.IsProgram(name), gl.IsShader(name)])
                if (exists) count++;
        }

        return count;
    }

    private static int OpenFiles() => Directory.GetFileSystemEntries("/proc/self/fd").Length;
}
