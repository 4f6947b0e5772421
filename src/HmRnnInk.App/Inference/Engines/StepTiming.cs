using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Engines;

/// <summary>Measures how long an engine takes for a row when rows are fed one after the other, as the app does.</summary>
internal static class StepTiming
{
    private const int WarmUps = 16, Steps = 48;

    /// <returns>The median of a few dozen steps after warm-up. The engine is reset afterwards.</returns>
    public static TimeSpan MedianStep(IStepEngine engine, TimeProvider clock)
    {
        StepTrace trace = new(engine.Config.Layers);
        MixtureDensity next = new(engine.Config.Components);
        var steps = new TimeSpan[Steps];
        engine.Reset();
        for (int row = -WarmUps; row < Steps; row++)
        {
            // Strokes of a dozen points that go back and forth, at the size of ordinary handwriting. Their content does not matter.
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
