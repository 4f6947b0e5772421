namespace HmRnnInk.App.Tests.Played;

/// <summary>
/// Measures what the thread of the window allocates after everything was shown once, so that garbage collection never delays the pen.
/// </summary>
public sealed class SteadyFrameTests
{
    /// <summary>The number of frames that are measured: the figures, which change four times a second, change several times.</summary>
    private const int Measured = 90;

    /// <summary>The number of frames after which the page is autosaved. That is due two seconds after the last change.</summary>
    private const int UntilAutosaved = 200;

    [Fact]
    public void FrameAtRest_AllocatesNothing()
    {
        using var app = new PlayedApp(seed: 1, 900, 600, modelSeed: 23);
        var allocated = new List<(string Where, long Bytes)>();
        app.Run(() => LookAround(app, allocated));
        Assert.All(allocated, state => Assert.True(state.Bytes == 0, $"{state.Bytes} bytes in {Measured} frames: {state.Where}"));
        Assert.Equal(12, allocated.Count);
    }

    [Fact]
    public void FrameInWhichInkIsWritten_AllocatesOnlyWhereListsGrow()
    {
        using var app = new PlayedApp(seed: 1, 900, 600, modelSeed: 23);
        int person = 0, model = 0;
        app.Run(() => (person, model) = Write(app));
        // All work happens within the frame here: the state of the model is saved every 32 rows, and the journal gets the new rows ten
        // times a second. The lists of such a short page grow often.
        Assert.InRange(person, 0, Measured / 2);
        Assert.InRange(model, 0, Measured / 2);
    }

    private static void LookAround(PlayedApp app, List<(string, long)> allocated)
    {
        WritePage(app);
        app.Press(InkKey.Escape); // stops the model
        app.Frames(UntilAutosaved);
        Assert.Equal(LivePhase.Idle, app.Ink.Phase);
        Assert.True(app.Ink.Ghosts.Count > 1);
        Assert.True(app.Ink.Rows.Count > 250); // more than the score shows
        Measure("ink, score and ghosts");

        app.Window.Send(new InputEvent(InputKind.PenMove, 300, 520, 0));
        app.Window.Send(new InputEvent(InputKind.Scroll, 0, 2, 0));
        Measure("the score scrolled, the pointer at a step of it");
        app.Press(InkKey.Home); // the view has followed the model
        app.Frames(60);
        PageRow row = app.Ink.Rows[20];
        (float x, float y) = app.View.ToWindow(row.X, row.Y);
        app.Window.Send(new InputEvent(InputKind.PenMove, x, y, 0));
        Measure("the pointer at ink");
        app.Window.Send(new InputEvent(InputKind.PenMove, 30, 592, 0));

        app.Press(InkKey.F2);
        foreach (string tab in (string[])["writing", "looks", "model"])
        {
            Measure($"the panel's tab '{tab}'");
            app.Press(InkKey.Right);
        }

        app.Press(InkKey.Escape);
        app.Press(InkKey.F1);
        Measure("the card of keys");
        app.Press(InkKey.Escape);
        app.Press(InkKey.E);
        Measure("the menu of exports");
        app.Press(InkKey.Escape);
        foreach (InkKey key in (InkKey[])[InkKey.C, InkKey.N])
        {
            app.Press(key);
            app.Frames(UntilAutosaved); // an autosave includes the colours
            Measure($"after the key {key}");
        }

        for (int click = 0; click < 2; click++) app.Tap(x, y);
        app.Frames(UntilAutosaved); // the two clicks wrote ink and removed it again
        Assert.True(app.Parts.Selection.IsActive);
        Measure("a selected segment");
        app.Press(InkKey.Delete);
        app.Press(InkKey.Escape);
        app.Press(InkKey.Delete);
        app.Frames(UntilAutosaved);
        Assert.Empty(app.Ink.Rows);
        Measure("an empty page");

        void Measure(string where)
        {
            app.Frames(40);
            long before = GC.GetAllocatedBytesForCurrentThread();
            app.Frames(Measured);
            allocated.Add((where, GC.GetAllocatedBytesForCurrentThread() - before));
        }
    }

    /// <returns>The number of frames with allocations while the person writes, and while the model does.</returns>
    private static (int Person, int Model) Write(PlayedApp app)
    {
        WritePage(app);
        app.Frames(120);
        Assert.Equal(LivePhase.ModelWrites, app.Ink.Phase);
        int rows = app.Ink.Rows.Count, model = 0, person = 0;
        for (int frame = 0; frame < Measured; frame++)
            if (Allocates(app.Frame)) model++;
        Assert.True(app.Ink.Rows.Count > rows + Measured / 2);
        Assert.Equal(LivePhase.ModelWrites, app.Ink.Phase);

        app.Window.Send(new InputEvent(InputKind.PenDown, 120, 330, 0));
        app.Frames(30);
        rows = app.Ink.Rows.Count;
        for (int frame = 0; frame < Measured; frame++)
        {
            for (int move = 0; move < 4; move++)
            {
                float t = frame + move / 4f;
                app.Window.Send(new InputEvent(InputKind.PenMove, 120 + 4 * t, 330 - 12 * MathF.Sin(0.5f * t), 0));
            }

            if (Allocates(app.Frame)) person++;
        }

        Assert.True(app.Ink.Rows.Count > rows + Measured / 2);
        return (person, model);
    }

    private static bool Allocates(Action frame)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        frame();
        return GC.GetAllocatedBytesForCurrentThread() != before;
    }

    /// <summary>Writes some words, and lets the model continue.</summary>
    private static void WritePage(PlayedApp app)
    {
        for (int word = 0; word < 10; word++) app.Stroke(110 + 140 * (word % 5), 130 + 90 * (word / 5), points: 36);
        app.Frames(60);
    }
}
