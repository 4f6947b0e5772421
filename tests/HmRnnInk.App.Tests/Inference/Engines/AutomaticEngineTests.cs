using System.Runtime.InteropServices;
using HmRnnInk.App.Inference.Engines;

namespace HmRnnInk.App.Tests.Inference.Engines;

public sealed class AutomaticEngineTests
{
    private readonly ManualClock _clock = new();
    private readonly List<string> _log = [];

    [Fact]
    public void WithoutCuda_SimdIsUsed_SilentlyAndWithoutATrial()
    {
        SlowEngine simd = new(_clock, 1e6);
        Assert.Same(simd, Choose(simd, null).Engine);
        Assert.Empty(_log);
        Assert.Equal(0, _clock.GetTimestamp());
    }

    [Fact]
    public void SimdFasterThanCudaCanStart_IsUsed_AndLibtorchIsNotLoaded()
    {
        SlowEngine simd = new(_clock, microseconds: 30);
        ChosenEngine chosen = Choose(simd, () => throw new InvalidOperationException("libtorch was loaded"));
        Assert.Same(simd, chosen.Engine);
        Assert.Contains("30 µs", Assert.Single(_log));
    }

    [Theory]
    [InlineData(500, 300, "torch-cuda")]
    [InlineData(300, 500, "simd")]
    [InlineData(400, 400, "simd")]
    public void CudaThatMayBeFaster_IsMeasured_AndTheSlowerEngineIsFreed(double simdMicroseconds, double cudaMicroseconds, string expected)
    {
        // A GPU's first kernels are compiled.
        SlowEngine simd = new(_clock, simdMicroseconds), cuda = new(_clock, cudaMicroseconds, warmUpMicroseconds: 1e6);
        ChosenEngine chosen = Choose(simd, () => new ChosenEngine(cuda, "torch-cuda"));
        Assert.Equal(expected, chosen.Name);
        Assert.Same(expected == "simd" ? simd : cuda, chosen.Engine);
        Assert.Equal(expected == "simd", cuda.IsDisposed);
        Assert.Equal(0, ((SlowEngine)chosen.Engine).RowsSinceReset);
        string line = Assert.Single(_log);
        Assert.Contains($"Engine: {expected}.", line);
        Assert.Contains($"{simdMicroseconds:0} µs", line);
        Assert.Contains($"{cudaMicroseconds:0} µs", line);
    }

    [Fact]
    public void UnusableCuda_FallsBackToSimd_AndTheLineSaysWhy()
    {
        SlowEngine simd = new(_clock, 500);
        ChosenEngine chosen = Choose(simd, () => throw new EngineUnavailableException("The driver is too old."));
        Assert.Same(simd, chosen.Engine);
        Assert.False(simd.IsDisposed);
        string line = Assert.Single(_log);
        Assert.Contains("simd", line);
        Assert.Contains("The driver is too old.", line);
    }

    [Fact]
    public void CudaThatFailsItsTrial_IsFreed_AndSimdIsUsed()
    {
        SlowEngine simd = new(_clock, 500), cuda = new(_clock, 300) { Fault = new ExternalException("CUDA out of memory.\nframe #0: …") };
        ChosenEngine chosen = Choose(simd, () => new ChosenEngine(cuda, "torch-cuda"));
        Assert.Same(simd, chosen.Engine);
        Assert.True(cuda.IsDisposed);
        Assert.EndsWith("CUDA out of memory.", Assert.Single(_log));
    }

    private ChosenEngine Choose(SlowEngine simd, Func<ChosenEngine>? openCuda) =>
        AutomaticEngine.Choose(new ChosenEngine(simd, "simd"), openCuda, _clock, _log.Add);
}
