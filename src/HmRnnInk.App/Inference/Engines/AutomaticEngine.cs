using System.Globalization;
using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Inference.Engines;

/// <summary>Chooses between the SIMD engine and CUDA.</summary>
internal static class AutomaticEngine
{
    // The steps of a measurement.
    private const int WarmUps = 16, Steps = 48;

    /// <summary>
    /// The minimum time that CUDA needs for a row. Each layer's step needs at least a dozen kernels, one after the other, and starting a
    /// kernel takes about 2 µs on any machine. Copying the results back takes some more.
    /// </summary>
    public static TimeSpan MinimumCudaStep(int layers) => TimeSpan.FromMicroseconds(24 * layers + 10);

    /// <param name="openCuda">
    /// Opens the CUDA engine. This loads libtorch, so it is called only if CUDA may be faster. It throws
    /// <see cref="EngineUnavailableException"/>. Null if the files or the driver show that there is no CUDA.
    /// </param>
    /// <param name="log">Receives one line that says what was chosen and why, if there was a choice.</param>
    public static ChosenEngine Choose(ChosenEngine simd, Func<ChosenEngine>? openCuda, TimeProvider clock, Action<string> log)
    {
        if (openCuda is null) return simd;
        TimeSpan simdTime = MedianStep(simd.Engine, clock), minimum = MinimumCudaStep(simd.Engine.Config.Layers);
        if (simdTime <= minimum)
        {
            log($"Engine: simd. It takes {Text(simdTime)} for a row; starting CUDA's kernels alone would take {Text(minimum)}, "
                + "so libtorch was not loaded.");
            return simd;
        }

        ChosenEngine? cuda = null;
        TimeSpan cudaTime;
        try
        {
            cuda = openCuda();
            cudaTime = MedianStep(cuda.Engine, clock);
        }
        catch (Exception error) when (error is EngineUnavailableException || EngineFault.Is(error))
        {
            cuda?.Dispose();
            log($"Engine: simd, because CUDA cannot be used. {EngineFault.Text(error)}");
            return simd;
        }

        bool faster = cudaTime < simdTime;
        log($"Engine: {(faster ? cuda : simd).Name}. A row takes {Text(cudaTime)} with CUDA and {Text(simdTime)} with simd.");
        (faster ? simd : cuda).Dispose();
        return faster ? cuda : simd;
    }

    /// <summary>Measures how long an engine takes for a row when rows are fed one after the other, as the app does.</summary>
    /// <returns>The median of a few dozen steps after warm-up. The engine is reset afterwards.</returns>
    private static TimeSpan MedianStep(IStepEngine engine, TimeProvider clock)
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

    private static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:0} µs");
}
