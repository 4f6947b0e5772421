using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Engines;

/// <summary>How long an engine takes for a row, as the app will drive it: one row after the other.</summary>
public static class StepTiming
{
    private const int WarmUps = 16, Steps = 48;

    /// <returns>The median of a few dozen steps after warm-up. The engine is left in the state before the first row.</returns>
    public static TimeSpan MedianStep(IStepEngine engine, TimeProvider clock)
    {
        StepTrace trace = new(engine.Config.Layers);
        MixtureDensity next = new(engine.Config.Components);
        var steps = new TimeSpan[Steps];
        engine.Reset();
        for (int row = -WarmUps; row < Steps; row++)
        {
            // Strokes of a dozen points that go to and fro, of a hand's usual size: what they say does not matter.
            PenOffset offset = new(8 + 20 * MathF.Sin(0.7f * row), 20 * MathF.Cos(0.7f * row), row % 12 == 11);
            long started = clock.GetTimestamp();
            engine.Step(offset, trace, next);
            if (row >= 0) steps[row] = clock.GetElapsedTime(started);
        }

        engine.Reset();
        Array.Sort(steps);
        return steps[Steps / 2];
    }
}
