using System.Globalization;
using Silk.NET.OpenGL;

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
        app.Run(() =>
        {
            for (; app.Window.TimeSeconds < 60 * minutes; rounds++)
            {
                Play(app, rounds);
                Assert.Empty(app.Ink.Rows);
                end = (Memory(), GraphicsObjects(app.Window.Gl), OpenFiles());
                if (app.Window.TimeSeconds <= 60 * minutes / 2) half = end;
                TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture,
                    $"{app.Window.TimeSeconds:0} s: {end.Bytes / 1024} KiB, {end.Objects} objects of OpenGL, {end.Files} open files"));
            }
        });

        Assert.True(rounds >= 4 && half.Bytes > 0, $"only {rounds} rounds");
        Assert.True(end.Bytes - half.Bytes < MaximumGrowth, $"{half.Bytes} bytes in the middle, {end.Bytes} at the end");
        Assert.Equal(half.Objects, end.Objects);
        Assert.InRange(end.Files, 0, half.Files + 4); // the runtime opens and closes files of its own
    }

    /// <summary>About ten seconds of use, from an empty page to an empty page.</summary>
    private static void Play(PlayedApp app, int round)
    {
        for (int word = 0; word < 3; word++) app.Stroke(80 + 110 * word, 105, points: 30);
        Assert.True(app.Ink.Rows.Count > 20);
        app.Frames(150); // the model continues
        Assert.Contains(app.Ink.Rows, row => row.Owner == RowOwner.Model);

        // The model is stopped, and its ghosts are accepted by segments.
        foreach (InkKey key in (InkKey[])[InkKey.Escape, InkKey.Right, InkKey.Digit2, InkKey.Tab, InkKey.Right])
        {
            app.Press(key);
            app.Frames(6);
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
            app.Frames(4);
        }

        app.Window.Size = round % 2 == 0 ? (560, 440) : (640, 400);
        app.Frames(30);
        app.Press(InkKey.Escape);
        app.Press(InkKey.S, KeyModifiers.Control);
        app.Press(round % 2 == 0 ? InkKey.Plus : InkKey.Minus, KeyModifiers.Control);
        app.Window.Send(new InputEvent(InputKind.Scroll, 0, -1, 0));
        app.Frames(60);
        app.Press(InkKey.O, KeyModifiers.Control);
        app.Frames(4);
        app.Press(InkKey.Enter);
        app.Frames(60);

        // A double-click selects a segment, which is rewritten.
        app.Press(InkKey.Digit0, KeyModifiers.Control);
        app.Press(InkKey.Home);
        app.Frames(60);
        PageRow chosen = app.Ink.Rows[10];
        for (int click = 0; click < 2; click++) app.Tap(chosen.X, chosen.Y);
        app.Press(InkKey.R);
        app.Frames(30);
        app.Press(InkKey.Escape);
        app.Frames(2);
        for (int presses = 0; app.Ink.Edits.CanUndo; presses++)
        {
            Assert.True(presses < 1000, "Undo does not end.");
            app.Press(InkKey.Z, KeyModifiers.Control);
            app.Frame();
        }

        app.Frames(60);
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
