using HmRnnInk.App.Inference;

namespace HmRnnInk.App.Tests.Session;

/// <summary>A page with a scripted model, and a clock that the test controls.</summary>
internal sealed class TestPage
{
    /// <param name="turns">Replaces that of the settings: most tests are shorter than a long pause.</param>
    public TestPage(LiveSettings? settings = null, ScriptedEngine? engine = null, TurnTaking turns = TurnTaking.Delay)
    {
        Engine = engine ?? new ScriptedEngine();
        var running = new RunningModel(new ReadingEngine(Engine, new Random(1)), inline: true);
        Ink = new LiveInk(running, Layout, (settings ?? new()) with { Turns = turns }, 0.2f);
    }

    public static PageLayout Layout { get; } = PageLayout.Fit(1280, 800, 25);

    public ScriptedEngine Engine { get; }

    public LiveInk Ink { get; }

    public double Seconds { get; private set; } = 1;

    public IEnumerable<PageRow> ModelRows => Ink.Rows.Where(row => row.Owner == RowOwner.Model);

    /// <summary>Draws a zigzag stroke of the size that the ruled lines show.</summary>
    public TestPage Stroke(float x, float y, int points = 30)
    {
        Ink.PenDown(new(x, y, Seconds));
        for (int point = 1; point < points; point++)
            Ink.PenMove(new(x + 3 * point, y + (point / 6 % 2 == 0 ? -1 : 1) * (point % 6) * 3, Seconds += 0.015));
        Ink.PenUp(new(x + 3 * (points - 1), y, Seconds += 0.015));
        Frame();
        return this;
    }

    /// <summary>Draws a row of loops, like handwriting, as one stroke.</summary>
    public TestPage Loops(float x, float baseline, int loops)
    {
        const int StepsInLoop = 15;
        Ink.PenDown(new(x, baseline - 12, Seconds));
        for (int step = 1; step <= loops * StepsInLoop; step++)
        {
            float t = step * MathF.Tau / StepsInLoop, height = step / StepsInLoop % 4 == 1 ? 24 : 12;
            Ink.PenMove(new(x + 3.2f * t - 6 * MathF.Sin(t), baseline - height * (1 - MathF.Cos(t)), Seconds += 0.0134));
        }

        Ink.PenUp(new(x + 3.2f * MathF.Tau * loops, baseline, Seconds += 0.0134));
        Frame();
        return this;
    }

    /// <summary>Draws straight lines from corner to corner as one stroke.</summary>
    public void Line(params (float X, float Y)[] corners)
    {
        Ink.PenDown(new(corners[0].X, corners[0].Y, Seconds));
        for (int corner = 1; corner < corners.Length; corner++)
        {
            (float x, float y) = (corners[corner].X - corners[corner - 1].X, corners[corner].Y - corners[corner - 1].Y);
            int steps = Math.Max(1, (int)(MathF.Sqrt(x * x + y * y) / 4));
            for (int step = 1; step <= steps; step++)
            {
                float share = step / (float)steps;
                Ink.PenMove(new(corners[corner - 1].X + share * x, corners[corner - 1].Y + share * y, Seconds += 0.015));
            }
        }

        Ink.PenUp(new(corners[^1].X, corners[^1].Y, Seconds += 0.015));
        Frame();
    }

    public void Frame() => Ink.Advance(Seconds += 1 / 60.0);

    public TestPage Wait(double seconds)
    {
        for (double until = Seconds + seconds; Seconds < until;) Frame();
        return this;
    }

    /// <summary>Asserts that the model is in the state of one that was fed the page's rows and nothing else.</summary>
    public void AssertModelHasReadThePage() => Assert.Equal(StateOfPage(), Engine.State);

    /// <summary>The state of an engine that has read the page's rows and nothing else.</summary>
    public int StateOfPage()
    {
        var fresh = new ScriptedEngine();
        var trace = new StepTrace(3);
        var next = new MixtureDensity(1);
        foreach (PageRow row in Ink.Rows) fresh.Step(row.Offset, trace, next);
        return fresh.State;
    }
}
