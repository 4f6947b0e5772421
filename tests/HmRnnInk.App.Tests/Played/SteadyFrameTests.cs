using static HmRnnInk.App.Tests.Played.PlayedScripts;

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
        app.Run(LookAround(app, allocated));
        Assert.All(allocated, state => Assert.True(state.Bytes == 0, $"{state.Bytes} bytes in {Measured} frames: {state.Where}"));
        Assert.Equal(12, allocated.Count);
    }

    [Fact]
    public void FrameInWhichInkIsWritten_AllocatesOnlyWhereListsGrow()
    {
        using var app = new PlayedApp(seed: 1, 900, 600, modelSeed: 23);
        int person = 0, model = 0;
        app.Run(Write(app, frames => person = frames, frames => model = frames));
        // All work happens within the frame here: the state of the model is saved every 32 rows, and the journal gets the new rows ten
        // times a second. The lists of such a short page grow often.
        Assert.InRange(person, 0, Measured / 2);
        Assert.InRange(model, 0, Measured / 2);
    }

    private static IEnumerable<int> LookAround(PlayedApp app, List<(string, long)> allocated)
    {
        foreach (int frame in Page(app)) yield return frame;
        app.Press(InkKey.Escape); // stops the model
        foreach (int frame in Frames(UntilAutosaved)) yield return frame;
        Assert.Equal(LivePhase.Idle, app.Ink.Phase);
        Assert.True(app.Ink.Ghosts.Count > 1);
        Assert.True(app.Ink.Rows.Count > 250); // more than the score shows
        foreach (int frame in Measure("ink, score and ghosts")) yield return frame;

        app.Window.Send(new InputEvent(InputKind.PenMove, 300, 520, 0));
        app.Window.Send(new InputEvent(InputKind.Scroll, 0, 2, 0));
        foreach (int frame in Measure("the score scrolled, the pointer at a step of it")) yield return frame;
        app.Press(InkKey.Home); // the view has followed the model
        foreach (int frame in Frames(60)) yield return frame;
        PageRow row = app.Ink.Rows[20];
        (float x, float y) = app.View.ToWindow(row.X, row.Y);
        app.Window.Send(new InputEvent(InputKind.PenMove, x, y, 0));
        foreach (int frame in Measure("the pointer at ink")) yield return frame;
        app.Window.Send(new InputEvent(InputKind.PenMove, 30, 592, 0));

        app.Press(InkKey.F2);
        foreach (string tab in (string[])["writing", "looks", "model"])
        {
            foreach (int frame in Measure($"the panel's tab '{tab}'")) yield return frame;
            app.Press(InkKey.Right);
        }

        app.Press(InkKey.Escape);
        app.Press(InkKey.F1);
        foreach (int frame in Measure("the card of keys")) yield return frame;
        app.Press(InkKey.Escape);
        app.Press(InkKey.E);
        foreach (int frame in Measure("the menu of exports")) yield return frame;
        app.Press(InkKey.Escape);
        foreach (InkKey key in (InkKey[])[InkKey.C, InkKey.N])
        {
            app.Press(key);
            foreach (int frame in Frames(UntilAutosaved)) yield return frame; // an autosave includes the colours
            foreach (int frame in Measure($"after the key {key}")) yield return frame;
        }

        for (int click = 0; click < 2; click++) app.Tap(x, y);
        foreach (int frame in Frames(UntilAutosaved)) yield return frame; // the two clicks wrote ink and removed it again
        Assert.True(app.HasSelection);
        foreach (int frame in Measure("a selected segment")) yield return frame;
        app.Press(InkKey.Delete);
        app.Press(InkKey.Escape);
        app.Press(InkKey.Delete);
        foreach (int frame in Frames(UntilAutosaved)) yield return frame;
        Assert.Empty(app.Ink.Rows);
        foreach (int frame in Measure("an empty page")) yield return frame;

        IEnumerable<int> Measure(string where)
        {
            for (int frame = 0; frame < 40; frame++) yield return 0;
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int frame = 0; frame < Measured; frame++) yield return 0;
            allocated.Add((where, GC.GetAllocatedBytesForCurrentThread() - before));
        }
    }

    /// <summary>Counts the frames with allocations while the person or the model writes.</summary>
    private static IEnumerable<int> Write(PlayedApp app, Action<int> person, Action<int> model)
    {
        foreach (int frame in Page(app)) yield return frame;
        foreach (int frame in Frames(120)) yield return frame;
        Assert.Equal(LivePhase.ModelWrites, app.Ink.Phase);
        var counter = new Counter();
        int rows = app.Ink.Rows.Count;
        for (int frame = 0; frame < Measured; frame++)
        {
            counter.Begin();
            yield return 0;
            counter.End();
        }

        model(counter.Frames);
        Assert.True(app.Ink.Rows.Count > rows + Measured / 2);
        Assert.Equal(LivePhase.ModelWrites, app.Ink.Phase);

        app.Window.Send(new InputEvent(InputKind.PenDown, 120, 330, 0));
        for (int frame = 0; frame < 30; frame++) yield return 0;
        rows = app.Ink.Rows.Count;
        counter = new Counter();
        for (int frame = 0; frame < Measured; frame++)
        {
            for (int move = 0; move < 4; move++)
            {
                float t = frame + move / 4f;
                app.Window.Send(new InputEvent(InputKind.PenMove, 120 + 4 * t, 330 - 12 * MathF.Sin(0.5f * t), 0));
            }

            counter.Begin();
            yield return 0;
            counter.End();
        }

        person(counter.Frames);
        Assert.True(app.Ink.Rows.Count > rows + Measured / 2);
    }

    /// <summary>Writes some words, and lets the model continue.</summary>
    private static IEnumerable<int> Page(PlayedApp app)
    {
        for (int word = 0; word < 10; word++)
            foreach (int frame in Stroke(app, 110 + 140 * (word % 5), 130 + 90 * (word / 5), points: 36)) yield return frame;
        foreach (int frame in Frames(60)) yield return frame;
    }

    private sealed class Counter
    {
        private long _before;

        public int Frames { get; private set; }

        public void Begin() => _before = GC.GetAllocatedBytesForCurrentThread();

        public void End()
        {
            if (GC.GetAllocatedBytesForCurrentThread() != _before) Frames++;
        }
    }
}
