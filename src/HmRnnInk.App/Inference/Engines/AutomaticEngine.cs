using System.Globalization;

namespace HmRnnInk.App.Inference.Engines;

/// <summary>Chooses between the SIMD engine and CUDA.</summary>
internal static class AutomaticEngine
{
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
        TimeSpan simdTime = StepTiming.MedianStep(simd.Engine, clock), minimum = MinimumCudaStep(simd.Engine.Config.Layers);
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
            cudaTime = StepTiming.MedianStep(cuda.Engine, clock);
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

    private static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:0} µs");
}
