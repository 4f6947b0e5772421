using System.Globalization;

namespace HmRnnInk.App.Inference.Engines;

/// <summary>The choice between the SIMD engine and CUDA.</summary>
public static class AutomaticEngine
{
    /// <summary>
    /// What a row costs in CUDA at the very least: a layer's step is no fewer than a dozen kernels, each waits for the one before it, and
    /// to start one takes some 2 µs on any machine; then the results come back once.
    /// </summary>
    public static TimeSpan LeastCudaStep(int layers) => TimeSpan.FromMicroseconds(24 * layers + 10);

    /// <param name="openCuda">
    /// Loads libtorch, so that it is called only where CUDA may win; throws <see cref="EngineUnavailableException"/>. Null where the files or
    /// the driver say that there is no CUDA.
    /// </param>
    /// <param name="log">Gets a line that tells what was chosen and why, where there was a choice.</param>
    public static ChosenEngine Choose(ChosenEngine simd, Func<ChosenEngine>? openCuda, TimeProvider clock, Action<string> log)
    {
        if (openCuda is null) return simd;
        TimeSpan here = StepTiming.MedianStep(simd.Engine, clock), least = LeastCudaStep(simd.Engine.Config.Layers);
        if (here <= least)
        {
            log($"Engine: simd. A row takes it {Text(here)}; starting CUDA's kernels alone would take {Text(least)}, so libtorch was not loaded.");
            return simd;
        }

        ChosenEngine? cuda = null;
        TimeSpan there;
        try
        {
            cuda = openCuda();
            there = StepTiming.MedianStep(cuda.Engine, clock);
        }
        catch (Exception error) when (error is EngineUnavailableException || EngineFault.Is(error))
        {
            cuda?.Dispose();
            log($"Engine: simd, for CUDA cannot be used. {EngineFault.Text(error)}");
            return simd;
        }

        bool faster = there < here;
        log($"Engine: {(faster ? cuda : simd).Name}. A row takes {Text(there)} by CUDA, {Text(here)} by simd.");
        (faster ? simd : cuda).Dispose();
        return faster ? cuda : simd;
    }

    private static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:0} µs");
}
